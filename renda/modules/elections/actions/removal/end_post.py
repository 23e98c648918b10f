"""The removal is announced; the post ends on the day a person confirms."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import motions
from renda.modules.elections.documents import removal_announcement_paper


def guard(step: Step) -> list[Reason]:
    if step.data["until_on"] < step.matter.decided_on:
        return [Reason(f"任职的最后一天不能早于表决那一天（{date_zh(step.matter.decided_on)}）。", "请核对日期。")]
    return []


def effect(step: Step) -> None:
    removal_announcement_paper(step)
    motions.end_appointment(step, step.matter.appointment, "被大会罢免")
