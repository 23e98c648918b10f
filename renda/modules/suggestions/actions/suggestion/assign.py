"""Hand-over to a lead unit and supporting units at the same time, one transmittal paper each."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.documents import transmittal_paper
from renda.modules.suggestions.models import Assignment


def guard(step: Step) -> list[Reason]:
    lead, support = step.data.get("lead_unit"), step.data.get("support_units") or []
    if lead is not None and lead in support:
        return [Reason(f"“{lead}”既是主办又是协办。", "请从协办单位里去掉它。")]
    return []


def effect(step: Step) -> None:
    suggestion = step.matter
    suggestion.lead_unit = step.data["lead_unit"]
    suggestion.is_complex = bool(step.data.get("is_complex", suggestion.is_complex))
    suggestion.assigned_on = step.today
    suggestion.save()
    give_to_units(step)


def give_to_units(step: Step) -> None:
    """A share and a transmittal for each unit."""
    units = [(step.data["lead_unit"], "lead"), *((unit, "support") for unit in step.data.get("support_units") or [])]
    shares = [
        Assignment.objects.create(suggestion=step.matter, unit=unit, part=part, assigned_on=step.today)
        for unit, part in units
    ]
    for share in shares:
        transmittal_paper(step, share, shares)
    step.result["units"] = [unit for unit, _ in units]
