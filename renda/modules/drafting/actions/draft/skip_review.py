"""The text goes to be signed without review, for a stated reason."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.drafting import reviewing


def guard(step: Step) -> list[Reason]:
    return [*reviewing.unfinished(step.matter), *reviewing.stale_figures(step.matter)]


def effect(step: Step) -> None:
    """The reason stands in the log."""
