"""The signature: the text that was seen, by the person who may."""

from __future__ import annotations

from datetime import date

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.drafting import contents, reviewing, selectors, signing
from renda.modules.drafting.documents import set_final
from renda.modules.drafting.models import VersionKind


def guard(step: Step) -> list[Reason]:
    return [*reviewing.unfinished(step.matter), *reviewing.stale_figures(step.matter)]


def effect(step: Step) -> None:
    put_signature(step, step.actor.label, step.today)


def put_signature(step: Step, name: str, day: date, *, on_paper: bool = False) -> None:
    """Who signed which text on which day; the paper comes into being."""
    draft = step.matter
    draft.signed_by, draft.signed_on, draft.signed_on_paper = name[:40], day, on_paper
    draft.sign_note = (step.data.get("sign_note") or "").strip()[:300]
    draft.signed_hash = contents.substance(contents.resolved(draft))
    version = selectors.latest_version(draft)
    version.kind = VersionKind.SIGNED
    version.save(update_fields=["kind"])
    step.papers.append(set_final(draft))
    step.result["signed_by"] = draft.signed_by


def not_entitled(step: Step, person) -> list[Reason]:
    """A reason when the rule does not name ``person`` for this kind of paper, or somebody else was named."""
    draft = step.matter
    if person not in signing.persons_who_may_sign(draft):
        return [Reason(f"按本单位的规定，{person.name}不能签发这类公文。", "请核对手签页上是谁签的。", signing.RULE)]
    if draft.signer_id and draft.signer_id != person.pk:
        return [Reason(f"这份文稿请的是{draft.signer.name}签发。", "要换人的，先在“定登记簿和签发人”里改。", signing.RULE)]
    return []
