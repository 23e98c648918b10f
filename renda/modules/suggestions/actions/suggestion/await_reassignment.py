"""The lead unit handed it back: the office chooses another."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions import selectors


def effect(step: Step) -> None:
    selectors.active_assignments(step.matter).update(ended_on=step.today)
    step.matter.lead_unit = None
