"""It is back; how it looked is noted."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    day = step.data.get("done_on")
    if day and not step.matter.lent_on <= day <= step.today:
        return [Reason("归还日期要在借阅以后、今天以前。", "请核对日期。")]
    return []


def effect(step: Step) -> None:
    step.matter.returned_on, step.matter.condition = step.data["done_on"], step.data["condition"]
