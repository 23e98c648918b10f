"""The presidium takes the topic up."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    day = step.data.get("decided_on")
    return [Reason("决定日期不能晚于今天。", "请核对日期。")] if day and day > step.today else []


def effect(step: Step) -> None:
    for key in ("decided_on", "decided_by", "decision"):
        setattr(step.matter, key, step.data[key])
