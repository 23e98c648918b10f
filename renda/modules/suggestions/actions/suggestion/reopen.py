"""Somebody is dissatisfied: the suggestion is handled again with a second clock."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.documents import verdict_sheet


def effect(step: Step) -> None:
    verdict_sheet(step)
    step.matter.round += 1
    step.result["unit"] = step.matter.lead_unit
