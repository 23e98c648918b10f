"""An event of the rhythm comes up by itself, with its sheet filled from the data."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.documents import rhythm_sheet


def prepare(step: Step) -> None:
    for key in ("kind", "period_from", "period_to", "due_on"):
        setattr(step.matter, key, step.data[key])


def effect(step: Step) -> None:
    step.matter.sheet = rhythm_sheet(step)
