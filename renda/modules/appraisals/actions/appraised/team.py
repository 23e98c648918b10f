"""Who talks to the people this unit serves; whoever leads the team belongs to it."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    head = step.data["head"]
    step.matter.head = head
    step.matter.team.set({head, *step.data["team"]})
