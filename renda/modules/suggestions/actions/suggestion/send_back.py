"""The office sends a suggestion back to its author to be improved."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.models.suggestion import Intake


def guard(step: Step) -> list[Reason]:
    if step.matter.intake != Intake.PHONE:
        return [Reason("这件是代录的，代表手机上改不了。", "请直接问代表，改好以后重新代录。")]
    return []


def effect(step: Step) -> None:
    step.matter.submitted_on = None
    step.result["reason"] = step.data["reason"]
