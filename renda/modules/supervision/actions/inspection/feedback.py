"""What the government has answered to the report."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    day = step.data.get("on")
    return [Reason("反馈日期不能晚于今天。", "请核对日期。")] if day and day > step.today else []


def effect(step: Step) -> None:
    step.matter.feedback_on, step.matter.feedback = step.data["on"], step.data["text"]
    for stored in step.data.get("files") or ():
        step.file(stored, role="feedback", title=f"研究处理情况：{stored.original_name}")
