"""What several steps share: rules as reasons, the words of an item, who is asked to sign."""

from __future__ import annotations

from renda.kernel.people.models import Mandate
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.county_sessions import selectors
from renda.modules.county_sessions.models import Cosigner, Item

WORDS = ("kind", "title", "facts", "place", "ask", "others")


def not_before(step: Step, key: str, earliest, what: str, than: str) -> list[Reason]:
    day = step.data.get(key)
    return (
        [Reason(f"{what}早于{than}。", "请核对这两个日期。")] if day and earliest and day < earliest else []
    )


def still_open(session) -> list[Reason]:
    """Nothing is put forward to a session that is over."""
    if session is not None and session.state not in selectors.OPEN_SESSIONS:
        return [Reason(f"{session}已经{session.state_label()}，不能再提交。", "请选别的会议。")]
    return []


def seat_has_ended(mandate: Mandate) -> list[Reason]:
    """Only who is a deputy to the county's congress today puts something forward."""
    if selectors.in_office(mandate):
        return []
    text = f"{mandate.person.name}今天不是在任的县人大代表，不能提议案和建议。"
    return [reason("suggestion-right", text, "请在“代表”名册里核对县代表资格的起止日期。")]


def doubled(session, title: str, besides: Item | None = None) -> list[Reason]:
    """The same matter twice in one list."""
    found = selectors.same_title(session, title, besides)
    if found is None:
        return []
    text = f"这次会议已经有一件题目一样的：{found}（{found.author.person.name}代表）。"
    return [Reason(text, "是同一件事的，请作为那一件的联名代表；不是一件事的，请把题目改得不一样。")]


def too_few_signers(item: Item) -> list[Reason]:
    """A bill without the number of signers the law wants; a suggestion needs nobody else."""
    verdict = selectors.enough_signers(item)
    if not item.is_bill or verdict.met:
        return []
    text = f"议案现在有{verdict.count}位代表（领衔的也算），要{verdict.needed}位，还差{verdict.needed - verdict.count}位。"
    return [
        reason(
            selectors.BILL_RULE, text, "再请县代表联名，或者改作建议；代表资格已经终止的、没有答复的不算。"
        )
    ]


def write_words(item: Item, data: dict) -> None:
    for key in WORDS:
        if key in data:
            setattr(item, key, (data[key] or "").strip())


def ask_cosigners(step: Step) -> list[Mandate]:
    """Ask those who are named and not asked yet; who has not answered and is no longer named is let go."""
    wanted = {
        mandate.pk: mandate
        for mandate in step.data.get("cosigners") or []
        if mandate.pk != step.matter.author_id
    }
    rows = step.matter.cosigners
    rows.filter(agrees__isnull=True).exclude(mandate__in=wanted).delete()
    present = set(rows.values_list("mandate_id", flat=True))
    asked = [mandate for key, mandate in wanted.items() if key not in present]
    for mandate in asked:
        Cosigner.objects.create(item=step.matter, mandate=mandate)
    return asked
