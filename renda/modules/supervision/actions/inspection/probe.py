"""What was found out before the inspection begins."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.supervision.models import Probe


def guard(step: Step) -> list[Reason]:
    day = step.data.get("on")
    return [Reason("摸底日期不能晚于今天。", "请核对日期。")] if day and day > step.today else []


def effect(step: Step) -> None:
    data = step.data
    Probe.objects.create(inspection=step.matter, on=data["on"], by=data["by"], found=data["found"])
    for stored in data.get("files") or ():
        step.file(stored, role="probe", title=f"摸底材料：{stored.original_name}")
