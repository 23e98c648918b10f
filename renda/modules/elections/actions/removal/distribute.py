"""A defence is given to every deputy of the session."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    defence = step.data["defence"]
    defence.distributed_on = step.data["distributed_on"]
    defence.save()
