"""A decision comes into being with the record of its topic."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def prepare(step: Step) -> None:
    for key in ("topic", "text", "unit", "due_on"):
        setattr(step.matter, key, step.data[key])


def effect(step: Step) -> None:
    """Nothing more: the day starts, the executor is told."""
