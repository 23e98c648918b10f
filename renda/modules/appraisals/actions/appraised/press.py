"""What is still open is asked for once more, by a paper."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.appraisals import documents
from renda.modules.appraisals.actions import dates


def guard(step: Step) -> list:
    return [*not_after_today(step, "on", "检查日期"), *dates.not_gone(step, "report_by", "报结果的日期")]


def effect(step: Step) -> None:
    step.matter.pressed += 1
    documents.press(step)
    step.result["report_by"] = step.data["report_by"]
