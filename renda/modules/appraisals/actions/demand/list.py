"""One thing to put right comes into being."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step

TAKEN = ("appraised", "position", "fault", "ask")


def prepare(step: Step) -> None:
    for key in TAKEN:
        setattr(step.matter, key, step.data[key])


def effect(step: Step) -> None:
    """Nothing more: it goes out with the letter."""
