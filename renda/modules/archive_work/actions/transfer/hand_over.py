"""Both sides have signed: the items are the county's from this day."""

from __future__ import annotations

from renda.kernel.archive.four import running
from renda.kernel.archive.four.subject import Subject, Written
from renda.kernel.archive.models import ArchiveItem, CheckRun, Opening
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.archive_work import documents, selectors


def items_of(step: Step):
    rows = ArchiveItem.objects.filter(transfer_lines__transfer=step.matter).select_related("dossier", "box")
    return rows.order_by("category", "year", "retention", "serial", "id")


def guard(step: Step) -> list[Reason]:
    items = list(items_of(step))
    day, found = step.data.get("handed_on"), []
    if day and day > step.today:
        found.append(Reason("移交日期不能晚于今天。", "请核对日期。"))
    if any(not item.code for item in items):
        found.append(Reason("清单上有的还没有档号。", "请先登记全宗号。"))
    unseen = [item for item in items if item.opening == Opening.UNREVIEWED]
    if unseen:
        names = "、".join(item.code or item.title for item in unseen[:5])
        found.append(
            Reason(f"有{len(unseen)}件没有开放审核意见：{names}。", "请逐件打开，写明可以开放还是控制使用。")
        )
    if out := items_of(step).filter(selectors.lent()).count():
        found.append(Reason(f"有{out}件借出去还没有归还。", "请先催还。"))
    results = running.examine(CheckRun.Stage.HANDOVER, Subject(items, Written(0, 0)))
    found += [Reason(fault, "请先处理好再移交。") for fault in running.blocking(results)]
    return found


def effect(step: Step) -> None:
    transfer, items = step.matter, list(items_of(step))
    for name in ("handed_on", "handed_by", "received_by", "supervised_by"):
        setattr(transfer, name, step.data[name])
    documents.transfer_list(step, items)
    for stored in step.data["files"]:
        step.file(stored, role="signed", title=f"签了字的移交清单：{stored.original_name}")
    running.keep(step.actor, CheckRun.Stage.HANDOVER, Subject(items, Written(0, 0)), str(transfer))
    items_of(step).update(transferred_on=transfer.handed_on)
