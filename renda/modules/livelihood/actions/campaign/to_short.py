"""Some seats are still open: equal votes, or too few."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing but the new state."""
