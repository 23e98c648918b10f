"""Another day, place or agenda before the meeting is opened; the members are told."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.presidium.actions import arranging


def guard(step: Step) -> list:
    return arranging.reasons(step)


def effect(step: Step) -> None:
    arranging.fill(step.matter, step.data)
    arranging.put_topics(step.matter, step.data["topics"])
