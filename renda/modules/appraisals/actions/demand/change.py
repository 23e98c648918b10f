"""Another measure or day, while the plan is not handed in yet."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.actions import measuring


def guard(step: Step) -> list:
    return measuring.reasons(step)


def effect(step: Step) -> None:
    measuring.fill(step)
    for deadline in deadlines.open_of(step.matter, "mend"):
        deadlines.move(deadline, step.data["due_on"], "单位改了方案")
