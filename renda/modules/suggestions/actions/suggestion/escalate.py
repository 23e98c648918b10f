"""Third rung: put before the presidium."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.actions.suggestion.urge import climb
from renda.modules.suggestions.models.handling import Rung


def effect(step: Step) -> None:
    climb(step, Rung.PRESIDIUM)
