"""The whole round was given up, and this part with it."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.stopping = step.data["reason"]
