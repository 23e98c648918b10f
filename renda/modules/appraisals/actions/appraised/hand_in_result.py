"""The unit's written result, made from what it has shown for every single thing."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import documents


def guard(step: Step) -> list[Reason]:
    left = step.matter.demands.filter(state="doing").count()
    if left and not step.data.get("unfinished"):
        return [
            Reason(
                f"还有{left}条没有报结果。", "请逐条报结果和证明；确实没有改完的，写明原因和什么时候改完。"
            )
        ]
    return []


def effect(step: Step) -> None:
    step.matter.result_on = step.today
    documents.result(step)
    step.file_all("result_signed", "整改情况报告")
    step.result["state"] = "整改结果报来了"
