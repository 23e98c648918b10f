"""The deputy says the promise was not kept: it is open again."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.shown_on = None
    step.result["reason"] = step.data["reason"]
