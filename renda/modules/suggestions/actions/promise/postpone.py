"""A promise gets a later day; the first day and the number of postponements stay visible."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    due_on = step.data.get("due_on")
    if due_on and due_on <= max(step.today, step.matter.due_on):
        return [Reason("新的日期要比原来的晚，也要在今天以后。", f"原来的日期是{date_zh(step.matter.due_on)}。")]
    return []


def effect(step: Step) -> None:
    step.matter.due_on = step.data["due_on"]
    step.matter.postponed += 1
    step.result["reason"] = step.data["reason"]
