"""The ballots have to be printed anew without the name."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing but the new state."""
