"""Everybody agrees: the draft waits for the signature."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Who may sign is told by the notice."""
