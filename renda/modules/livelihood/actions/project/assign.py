"""A chosen project becomes a matter of the responsible unit."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step

TAKEN = ("title", "place", "money", "content", "unit", "finish_on", "campaign")


def prepare(step: Step) -> None:
    candidate = step.data["candidate"]
    step.matter.candidate, step.matter.position = candidate, step.data["position"]
    for key in TAKEN:
        setattr(step.matter, key, getattr(candidate, key))


def effect(step: Step) -> None:
    """Nothing more: the plan is awaited, the unit is told."""
