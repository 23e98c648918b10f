"""What the deputy says to the reasons."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.defence = step.data["defence"]
