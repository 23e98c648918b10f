"""The post ends on the day a person confirms, not before the decision."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import motions


def guard(step: Step) -> list[Reason]:
    if step.data["until_on"] < step.matter.decided_on:
        return [Reason(f"任职的最后一天不能早于决定那一天（{date_zh(step.matter.decided_on)}）。", "辞职被接受以前，本人继续履行职责。")]
    return []


def effect(step: Step) -> None:
    motions.end_appointment(step, step.matter.appointment, "辞职被接受")
