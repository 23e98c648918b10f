"""Deputies did not accept the project: what is wrong, until when it is put right."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.livelihood.actions import reporting
from renda.modules.livelihood.models import Pace


def guard(step: Step) -> list[Reason]:
    day = step.data.get("finish_on")
    return [Reason("整改的日期已经过了。", "请选今天以后的日期。")] if day and day < step.today else []


def effect(step: Step) -> None:
    project, data = step.matter, step.data
    project.done_on, project.finish_on, project.pace = None, data["finish_on"], Pace.BEHIND
    reporting.add(
        step, f"{reporting.names(data['deputies'])}代表验收没过：{data['reason']}", pace=Pace.BEHIND
    )
