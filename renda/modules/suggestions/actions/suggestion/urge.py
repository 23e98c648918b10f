"""First rung of the ladder: a reminder to the lead unit."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.documents import urging_paper
from renda.modules.suggestions.models import Urging
from renda.modules.suggestions.models.handling import Rung


def effect(step: Step) -> None:
    climb(step, Rung.REMINDER)


def climb(step: Step, rung: Rung) -> None:
    """Record one rung with its paper."""
    urging = Urging.objects.create(
        suggestion=step.matter,
        rung=rung,
        unit=step.matter.lead_unit,
        made_on=step.today,
        reason=step.data["reason"][:200],
    )
    urging.paper = urging_paper(step, urging)
    urging.save()
    step.result["unit"] = step.matter.lead_unit
