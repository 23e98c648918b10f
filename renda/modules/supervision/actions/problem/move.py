"""Another day, with the reason; the old one stays in the explanation."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.execute import Step
from renda.modules.supervision.actions import problems


def guard(step: Step) -> list:
    return problems.ahead(step)


def effect(step: Step) -> None:
    step.matter.due_on = step.data["due_on"]
    for deadline in deadlines.open_of(step.matter, "rectify"):
        deadlines.move(deadline, step.data["due_on"], step.data["reason"])
