"""At least two have looked at every item and signed."""

from __future__ import annotations

import re

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def names(text: str) -> list[str]:
    """Different names out of a line."""
    return list(dict.fromkeys(part for part in re.split(r"[、，,；;\s]+", text) if part))


def guard(step: Step) -> list[Reason]:
    found = []
    if len(names(step.data.get("appraisers") or "")) < 2:
        found.append(Reason("鉴定要两个人以上。", "请把每个人的姓名都写上，用顿号隔开。"))
    if (day := step.data.get("appraised_on")) and day > step.today:
        found.append(Reason("鉴定日期不能晚于今天。", "请核对日期。"))
    return found


def effect(step: Step) -> None:
    destruction = step.matter
    destruction.appraisers = "、".join(names(step.data["appraisers"]))
    destruction.appraised_on, destruction.opinion = step.data["appraised_on"], step.data["opinion"]
    for stored in step.data["files"]:
        step.file(stored, role="appraisal", title=f"签了字的鉴定清单：{stored.original_name}")
