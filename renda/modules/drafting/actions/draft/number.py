"""The number is given, from the register, after the signature."""

from __future__ import annotations

from renda.kernel.documents import registers
from renda.kernel.documents.models import IssuedNumber
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.drafting import reviewing, selectors, signing
from renda.modules.drafting.actions.draft.settle import known_series
from renda.modules.drafting.documents import set_final


def guard(step: Step) -> list[Reason]:
    draft, key = step.matter, step.data.get("series")
    reasons = [*known_series(key), *reviewing.stale_figures(draft)]
    if draft.number_id and key != draft.number.series.key:
        reasons.append(Reason(f"这份文稿已经占用了文号“{draft.number.text}”。", "要换登记簿的，先编回这个号，再“作废文号”。"))
    if key and key != draft.series and not signed_for(draft, key):
        reasons.append(Reason(f"{draft.signed_by}不能签发这本登记簿的公文。", "请换一本登记簿，或退回重新送签。", signing.RULE))
    return reasons


def signed_for(draft, key: str) -> bool:
    """May whoever signed it sign papers of this register too?"""
    planned, draft.series = draft.series, key
    entitled = {person.name for person in signing.persons_who_may_sign(draft)}
    draft.series = planned
    return draft.signed_by in entitled


def effect(step: Step) -> None:
    draft = step.matter
    draft.series = step.data["series"]
    if draft.number_id is None:
        draft.number = given(step)
    draft.number.subject = draft.title[:240]
    draft.number.dated_on = draft.signed_on
    draft.number.save(update_fields=["subject", "dated_on"])
    step.papers.append(set_final(draft))
    step.dossier.number = draft.number.text
    step.dossier.title = str(draft)[:240]
    step.dossier.save()


def given(step: Step) -> IssuedNumber:
    """The next number of the register, or the kept one that was chosen."""
    draft, chosen = step.matter, step.data.get("reserved")
    if not chosen:
        return registers.next_number(draft.series, draft.title, on=draft.signed_on)
    for number in selectors.reserved_numbers(draft).filter(series__key=draft.series):
        if str(number.pk) == str(chosen):
            try:
                return registers.take_reserved(number, draft.title)
            except registers.RegisterError as error:
                raise Refused(str(error)) from error
    raise Refused([Reason("这个预留号不在选的登记簿里，不是签发那一年的，或已经用了。", "请另选一个，或不选预留号。")])
