"""The unit's plan for the year; from now on it reports at the rhythm of the rule."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.livelihood.models import Pace


def effect(step: Step) -> None:
    step.matter.plan, step.matter.pace = step.data["plan"], Pace.ON_TIME
    step.file_all("plan", "实施计划")
