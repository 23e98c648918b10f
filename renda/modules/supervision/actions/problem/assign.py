"""The owner gets the problem; its day begins to count."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing more: the day and the notice are declared."""
