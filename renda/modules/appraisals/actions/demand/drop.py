"""It is not asked for any more; the reason stays."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.dropping = step.data["reason"]
