"""The office does not send it on, and says why."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.ending = step.data["reason"]
    step.result["reason"] = step.data["reason"]
