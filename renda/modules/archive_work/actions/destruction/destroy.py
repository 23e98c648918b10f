"""Destroyed before two witnesses. The entries stay in the catalogue, the list is kept for ever."""

from __future__ import annotations

from renda.kernel.archive.models import ArchiveItem
from renda.kernel.archive.search_source import KIND
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.search import api
from renda.modules.archive_work import documents, selectors


def items_of(step: Step):
    return ArchiveItem.objects.filter(appraisals__destruction=step.matter, appraisals__kept_for="")


def guard(step: Step) -> list[Reason]:
    data, found = step.data, []
    first, second = ((data.get(key) or "").strip() for key in ("first_witness", "second_witness"))
    if first and first == second:
        found.append(Reason("监销要两个人。", "请写另一位监销人的姓名。"))
    if (day := data.get("destroyed_on")) and not step.matter.approved_on <= day <= step.today:
        found.append(Reason("销毁日期要在批准以后、今天以前。", "请核对日期。"))
    if out := items_of(step).filter(selectors.lent()).count():
        found.append(Reason(f"有{out}件借出去还没有归还。", "请先催还。"))
    return found


def effect(step: Step) -> None:
    destruction, data = step.matter, step.data
    destruction.witnesses = f"{data['first_witness'].strip()}、{data['second_witness'].strip()}"
    destruction.destroyed_on = data["destroyed_on"]
    documents.destruction_list(step)
    for stored in data["files"]:
        step.file(stored, role="signed", title=f"签了字的销毁清册：{stored.original_name}")
    gone = list(items_of(step))
    items_of(step).update(destroyed_on=data["destroyed_on"], box=None)
    for item in gone:
        item.destroyed_on = data["destroyed_on"]
        api.refresh(KIND, item)
