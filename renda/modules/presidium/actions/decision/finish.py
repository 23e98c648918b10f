"""It was carried out: when, with what result, and the proof."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    day = step.data.get("done_on")
    if day and day > step.today:
        return [Reason("落实日期不能晚于今天。", "请核对日期。")]
    return []


def effect(step: Step) -> None:
    step.matter.done_on, step.matter.result = step.data["done_on"], step.data["result"]
    for stored in step.data.get("files") or []:
        step.file(stored, role="proof", title=f"落实情况：{stored.original_name}")
