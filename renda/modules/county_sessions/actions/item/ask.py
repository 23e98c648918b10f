"""The office asked how it stands; what was said stays in the log."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing but the line in the log."""
