"""What the second vote gave for this unit."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.second = step.data["line"]
    step.matter.again = False
