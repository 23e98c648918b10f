"""The unit's plan: a measure, a person and a day for everything."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import documents


def guard(step: Step) -> list[Reason]:
    left = step.matter.demands.filter(state="asked").count()
    return (
        [Reason(f"还有{left}条整改意见没有定措施。", "请逐条点开，写措施、责任人和完成日期。")]
        if left
        else []
    )


def effect(step: Step) -> None:
    step.matter.planned_on, step.matter.study = step.today, step.data["study"]
    documents.rectification_plan(step)
    step.file_all("plan_signed", "整改方案")
    step.result["state"] = "整改方案报来了"
