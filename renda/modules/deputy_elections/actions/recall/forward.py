"""The request goes to the county standing committee."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    day = step.data.get("county_on")
    return [Reason("报送日期早于收到日期。", "请核对日期。")] if day and day < step.matter.received_on else []


def effect(step: Step) -> None:
    step.matter.county_on = step.data["county_on"]
