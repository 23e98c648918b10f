"""The person is told of the motion and of the right to be heard."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.told_on = step.data["told_on"]
    step.file_all("told", "告知本人")
