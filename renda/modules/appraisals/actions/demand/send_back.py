"""Looked at and not enough: the unit has another day."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.actions import dates, rechecking


def guard(step: Step) -> list:
    return [*rechecking.reasons(step), *dates.not_gone(step, "due_on", "整改期限")]


def effect(step: Step) -> None:
    rechecking.note(step)
    step.matter.due_on = step.data["due_on"]
    step.matter.rounds += 1
