"""A step was ticked by mistake; the log keeps both."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import days


def guard(step: Step) -> list[Reason]:
    ticked = step.matter.ticks.filter(key=step.data.get("step") or "")
    return [] if ticked.exists() else [Reason("这一步没有记过。")]


def effect(step: Step) -> None:
    step.matter.ticks.filter(key=step.data["step"]).delete()
    days.sync(step.matter)
