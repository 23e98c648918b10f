"""One more thing on the run sheet, before the vote."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.actions import running


def effect(step: Step) -> None:
    running.put(step, minutes=step.data.get("minutes"))
