"""The chair agrees to the destruction."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.approved_by, step.matter.approved_on = step.actor.label[:40], step.today
