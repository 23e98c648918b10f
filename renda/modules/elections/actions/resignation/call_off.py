"""The vote under way is taken off."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections import motions


def effect(step: Step) -> None:
    motions.void_vote(step)
