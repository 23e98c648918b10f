"""Nominations end: whoever stands nominated becomes a candidate to be settled; what was not handed in lapses."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import nominating, selectors
from renda.modules.elections.models import Candidate, Standing


def guard(step: Step) -> list[Reason]:
    election, reasons = step.matter, []
    waiting = election.nominations.filter(standing=Standing.HANDED_IN).select_related("person")
    if waiting:
        names = "、".join(one.person.name for one in waiting)
        reasons.append(Reason(f"还有提名没有确认：{names}。", "先点“确认提名有效”或者“提名无效”。"))
    if not election.nominations.filter(standing=Standing.ACCEPTED).exists():
        reasons.append(Reason("还没有有效的提名。", "请主席团或者代表先提名。"))
    until = selectors.nominate_by(election)
    if until is not None and not selectors.is_late(election):
        text = f"还没有到提名截止时间（{nominating.moment_words(until)}）。"
        reasons.append(Reason(text, "提前截止的，请主席团先告知全体代表。", blocks=False))
    return reasons


def effect(step: Step) -> None:
    election = step.matter
    election.nominations.filter(standing=Standing.COLLECTING).update(standing=Standing.TAKEN_BACK, note="提名截止时没有提交")
    for nomination in election.nominations.filter(standing=Standing.ACCEPTED):
        Candidate.objects.get_or_create(election=election, person=nomination.person)
