"""A deputy's own verdict, by account or by one-time link."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.suggestions import selectors
from renda.modules.suggestions.models import Verdict

ANSWERS = ("attitude", "outcome", "addressed")


def effect(step: Step) -> None:
    mine = selectors.open_verdicts(step.matter)
    if step.actor.kind == "link":
        verdict = mine.filter(mandate__person_id=step.actor.person_id).first()
    else:
        verdict = mine.filter(mandate_id__in=step.actor.mandate_ids).first()
    if verdict is None:
        raise Refused("您已经评过了，或者没有请您评这一件。")
    write_verdict(step, verdict, how=step.actor.kind)


def write_verdict(step: Step, verdict: Verdict, *, how: str, keyed_by: str = "") -> None:
    """Write the answers and meet the deputy's deadline."""
    for key in ANSWERS:
        setattr(verdict, key, step.data[key])
    verdict.comment = step.data.get("comment") or ""
    verdict.answered_on, verdict.how, verdict.keyed_by = step.today, how, keyed_by
    verdict.save()
    deadlines.meet(step.matter, "verdict", person=verdict.mandate.person)
