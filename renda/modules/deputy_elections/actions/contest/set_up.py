"""A constituency takes part in the round."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def prepare(step: Step) -> None:
    for key in ("election", "constituency", "population", "seats"):
        setattr(step.matter, key, step.data[key])
    step.matter.round = step.matter.first_round


def effect(step: Step) -> None:
    """Nothing but the row."""
