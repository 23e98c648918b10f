"""The deputy drops a draft."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.ending = "代表自己不提了"
    step.matter.closed_on = step.today
