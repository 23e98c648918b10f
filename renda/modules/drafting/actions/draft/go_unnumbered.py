"""Agendas, speeches and the like go out without a number."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.drafting.documents import set_final


def effect(step: Step) -> None:
    step.matter.series = ""
    step.papers.append(set_final(step.matter))
