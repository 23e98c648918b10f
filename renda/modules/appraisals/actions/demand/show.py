"""The unit says what was done and proves it."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.result, step.matter.shown_on = step.data["result"], step.today
    step.file_all("proof", "整改证明")
