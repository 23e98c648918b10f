"""Good enough now: the unit is through."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing more: the result stands with the unit."""
