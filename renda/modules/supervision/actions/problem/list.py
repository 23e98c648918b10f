"""A problem comes into being with its line on the inspection's list."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step

TAKEN = ("inspection", "position", "title", "facts", "article", "ask", "unit", "due_on")


def prepare(step: Step) -> None:
    for key in TAKEN:
        setattr(step.matter, key, step.data[key])


def effect(step: Step) -> None:
    """Nothing more: it is handed over with the report."""
