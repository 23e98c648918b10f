"""A unit of the round gets its own part."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step

TAKEN = ("appraisal", "unit", "position")


def prepare(step: Step) -> None:
    for key in TAKEN:
        setattr(step.matter, key, step.data[key])


def effect(step: Step) -> None:
    """Nothing more: it is told with the plan."""
