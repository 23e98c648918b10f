"""The meeting does not take place; its number stays given, with the reason beside it."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.calling_off = step.data["reason"]
    step.result["reason"] = step.data["reason"]
