"""The congress removed the person; the post ends by a step of its own."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing but the new state."""
