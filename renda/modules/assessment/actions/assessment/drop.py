"""The assessment is not held after all."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing more: the day falls away, the reason is in the log."""
