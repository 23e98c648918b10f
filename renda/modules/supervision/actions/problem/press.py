"""What is not put right is asked for once more, by a paper."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.supervision import documents


def guard(step: Step) -> list[Reason]:
    day, found = step.data.get("report_by"), not_after_today(step, "on", "检查日期")
    if day and day < step.today:
        found.append(Reason("报结果的日期已经过了。", "请选今天以后的日期。"))
    return found


def effect(step: Step) -> None:
    step.matter.pressed += 1
    documents.press(step)
    step.result["report_by"] = step.data["report_by"]
