"""The papers of this line of work: the paper itself, the slip of its handling, the list of whom it went to."""

from __future__ import annotations

from dataclasses import replace

from renda.foundation.chinese.dates import date_zh
from renda.kernel.documents import papers
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.models import Paper
from renda.kernel.dossiers import filing
from renda.kernel.procedures.execute import Step
from renda.kernel.units.models import TownProfile
from renda.modules.drafting import contents, selectors
from renda.modules.drafting.models import Dispatch, Draft

#: Papers of these forms bear the day of signing; the others the day they were passed, which stands in the text.
DATED_BY_SIGNING = ("general", "upward", "letter")


def dated(paper: OfficialPaper, draft: Draft) -> OfficialPaper:
    """The paper with its day: that of signing (GB/T 9704-2012, 7.3.5.4) or, where none was written, that too."""
    if draft.signed_on and (paper.form in DATED_BY_SIGNING or not paper.date.strip()):
        return replace(paper, date=date_zh(draft.signed_on))
    return paper


def final_text(draft: Draft) -> OfficialPaper:
    """The paper as it goes out: figures written out, day, number, and upward the name of the signer."""
    paper = dated(contents.resolved(draft), draft)
    signers = (draft.signed_by,) if paper.form == "upward" and draft.signed_by and not paper.signers else paper.signers
    return replace(paper, number=draft.number.text if draft.number_id else "", signers=signers)


def set_final(draft: Draft) -> Paper:
    """The row of the paper, made at signing and brought up to date until it is sent."""
    draft.paper = papers.set_paper(
        draft.paper, final_text(draft), matter=draft, template=draft.template[:60], signer=draft.signed_by,
        dated_on=draft.signed_on, issued_number=draft.number,
    )  # fmt: skip
    return draft.paper


def file_final(step: Step) -> None:
    """The paper and the slip of its handling go into the dossier, once."""
    draft = step.matter
    present = set(step.dossier.items.values_list("role", flat=True))
    if "final" not in present:
        final = set_final(draft)
        filing.put(step.dossier, "final", final.title, paper=final, dated_on=final.dated_on, responsible=final.organ)
        step.papers.append(final)
    if "slip" not in present:
        step.paper("issue_slip", slip_facts(draft), role="slip")


def slip_facts(draft: Draft) -> dict:
    """Who drafted, who said what, who signed, which number."""
    profile = TownProfile.current()
    return {
        "office": profile.options.get("office_name") or f"{profile.town.name}人大办",
        "paper_title": draft.title,
        "paper_kind": draft.kind,
        "paper_number": draft.number.text if draft.number_id else "（不编号）",
        "drafter": draft.drafter,
        "drafted_on": date_zh(draft.opened_at.date()),
        "opinions": [
            {"reviewer": f"{request.reviewer.name}（第{request.round}次送审）", "said": said(request)}
            for request in selectors.all_requests(draft).order_by("round", "asked_on", "id")
        ] or [{"reviewer": "（没有送审）", "said": "直接送签"}],
        "signer": draft.signed_by,
        "signed_on": date_zh(draft.signed_on),
        "sign_note": draft.sign_note or "同意",
    }  # fmt: skip


def said(request) -> str:
    """The opinion in one line."""
    if request.waived_on:
        return f"没有等意见：{request.waive_reason}"
    opinion = getattr(request, "opinion", None)
    if opinion is None:
        return "没有给意见"
    words = f"{opinion.get_stance_display()}{'：' + opinion.text if opinion.text else ''}"
    return f"{words}（{date_zh(opinion.given_on)}）"


def dispatch_paper(step: Step, dispatch: Dispatch) -> Paper:
    """The list of whom the paper went to, with a place to sign."""
    draft = step.matter
    facts = {
        "paper_title": draft.title,
        "paper_number": draft.number.text if draft.number_id else "（不编号）",
        "sent_on": date_zh(dispatch.sent_on),
        "sender": dispatch.sent_by,
        "copies": dispatch.copies or "（没有填）",
        "receivers": [
            {"name": receipt.name, "group": receipt.group or "—", "way": receipt.get_way_display(), "count": receipt.copies}
            for receipt in dispatch.receipts.order_by("name", "id")
        ],
    }  # fmt: skip
    return step.paper("dispatch_list", facts, role="dispatch")
