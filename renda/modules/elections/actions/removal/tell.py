"""The person is told of the motion and of the right to be heard."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections.common import file_all


def effect(step: Step) -> None:
    step.matter.told_on = step.data["told_on"]
    file_all(step, "told", "告知本人")
