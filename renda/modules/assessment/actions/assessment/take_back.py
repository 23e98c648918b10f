"""The county gives the return back, or the office has found a mistake: the items are open again, their points stay."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.assessment.models import Assessment


def guard(step: Step) -> list[Reason]:
    day = step.data.get("hand_in_on")
    if day and day < step.today:
        return [Reason("再报的日子已经过了。", "请选今天或以后的日期。")]
    return []


def effect(step: Step) -> None:
    matter: Assessment = step.matter
    matter.hand_in_on, matter.handed_in_on = step.data["hand_in_on"], None
    matter.items.update(counted="")
