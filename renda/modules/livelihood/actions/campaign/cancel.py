"""There is no vote this year; the reason stays in the log."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing but the new state."""
