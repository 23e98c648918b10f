"""Looked at and not enough: the owner has another day."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.supervision.actions import problems, rechecking


def guard(step: Step) -> list:
    return [*rechecking.reasons(step), *problems.ahead(step)]


def effect(step: Step) -> None:
    rechecking.note(step)
    step.matter.due_on = step.data["due_on"]
    step.matter.rounds += 1
