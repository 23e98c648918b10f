"""The post is not filled in this session after all."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.shortfall_note = step.data["reason"][:300]
