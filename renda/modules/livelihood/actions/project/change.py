"""Another content or another day to finish, with who agreed to it."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.livelihood.actions import reporting


def guard(step: Step) -> list[Reason]:
    day = step.data.get("finish_on")
    return [Reason("完成时间已经过了。", "请选今天以后的日期。")] if day and day < step.today else []


def effect(step: Step) -> None:
    project, reason = step.matter, step.data["reason"]
    project.content, project.finish_on = step.data["content"], step.data["finish_on"]
    for deadline in deadlines.open_of(project, "finish"):
        deadlines.move(deadline, project.finish_on, reason)
    reporting.add(step, f"变更：{reason}")
