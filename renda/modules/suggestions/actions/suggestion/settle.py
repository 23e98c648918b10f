"""Everybody has answered or let the time pass: the verdict is summed up."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions import judging
from renda.modules.suggestions.documents import verdict_sheet


def effect(step: Step) -> None:
    step.matter.judged_on = step.today
    step.matter.satisfaction = judging.overall(step.matter)
    verdict_sheet(step)
