"""The formal candidates: their number by law, the order of a primary kept, the list by strokes of the names."""

from __future__ import annotations

from renda.foundation.chinese.strokes import stroke_key
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.law.statements import CountFault
from renda.modules.elections import candidacy
from renda.modules.elections.documents import candidates_paper
from renda.modules.elections.models import Candidate


def guard(step: Step) -> list[Reason]:
    chosen = list(step.data.get("candidates") or [])
    try:
        reasons = candidacy.right_number(step.matter, len(chosen))
        reasons += candidacy.primary_order(step.matter, chosen)
    except CountFault as fault:
        return [Reason(text, "请改选举办法里的差额数。") for text in fault.faults]
    return [*reasons, *candidacy.told_apart(chosen, step.data.get("told_apart") or {})]


def effect(step: Step) -> None:
    election, words = step.matter, step.data.get("told_apart") or {}
    chosen = sorted(step.data["candidates"], key=lambda one: (stroke_key(one.person.name), str(one.pk)))
    election.candidates.filter(withdrawn_on__isnull=True).update(is_formal=False, position=0)
    for position, candidate in enumerate(chosen, 1):
        candidate.is_formal, candidate.position = True, position
        candidate.told_apart = words.get(str(candidate.pk), candidate.told_apart)[:40]
    Candidate.objects.bulk_update(chosen, ["is_formal", "position", "told_apart"])
    election.formal_on = step.today
    candidates_paper(step, chosen)
