"""It is no longer to be carried out; the reason stays."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.result = f"不再落实：{step.data['reason']}"
