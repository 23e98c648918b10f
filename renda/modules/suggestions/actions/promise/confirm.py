"""The deputy confirms that the promise was kept."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.confirmed_on = step.today
    step.matter.confirmed_by = (step.data.get("confirmed_by") or step.actor.label)[:40]
