"""File the assessment; without the return it can't be closed."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing but sealing."""
