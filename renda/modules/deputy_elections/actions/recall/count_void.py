"""The count was voided: the vote is held again."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.participants = None
