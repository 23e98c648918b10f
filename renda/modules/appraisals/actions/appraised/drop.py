"""The unit is not appraised after all; the reason stays."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.stopping = step.data["reason"]
