"""The request is not voted on."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.ending = step.data["reason"][:300]
