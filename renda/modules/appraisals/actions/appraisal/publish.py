"""The plan goes out, and to every unit the advance notice."""

from __future__ import annotations

from renda.kernel.access.actors import system
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step, execute
from renda.modules.appraisals import documents, selectors


def guard(step: Step) -> list[Reason]:
    appraisal = step.matter
    if not appraisal.contents:
        return [Reason("还没有定方案和评议组。", "请点“定方案和评议组”。")]
    bare = [str(one.unit) for one in selectors.standing(appraisal).filter(head=None).select_related("unit")]
    if bare:
        return [Reason(f"还没有定走访小组：{'、'.join(bare)}。", "请打开单位，点“定走访小组”。")]
    if appraisal.report_by < step.today:
        return [Reason("单位送报告的日期已经过了。", "请点“定方案和评议组”改日期。")]
    return []


def effect(step: Step) -> None:
    appraisal = step.matter
    appraisal.published_on = step.today
    documents.plan(step)
    for part in selectors.standing(appraisal).filter(state="named"):
        execute(system(appraisal.town_id), part, "notify")
