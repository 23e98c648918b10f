"""The number of deputies and who runs the election are put right before anything is published."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections.actions.election.open import size_reasons


def guard(step: Step) -> list[Reason]:
    return size_reasons(step.data, step.matter.way)


def effect(step: Step) -> None:
    for key in ("quota", "population"):
        setattr(step.matter, key, step.data.get(key))
    for key in ("organ", "decision"):
        setattr(step.matter, key, step.data.get(key) or "")
