"""A person decides the points of an item; whoever departs from the proposed ones says why."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.assessment import answering
from renda.modules.assessment.actions import common
from renda.modules.assessment.models import plain


def guard(step: Step) -> list[Reason]:
    """Between nothing and the full points, and with a reason where the proposal says otherwise."""
    item, score = common.item_of(step), step.data.get("score")
    if score is None:
        return []
    if not 0 <= score <= item.points:
        return [Reason(f"得分要在0到{item.points_zh}之间。", "请核对。")]
    proposed = answering.answer(item, item.evidence.count()).proposed
    if proposed is not None and proposed != score and not step.data.get("remark"):
        return [
            Reason(f"系统算的是{plain(proposed)}分，您定的是{plain(score)}分。", "请在“说明”里写为什么。")
        ]
    return []


def effect(step: Step) -> None:
    item = common.item_of(step)
    item.done, item.score = step.data["done"], step.data["score"]
    item.remark = step.data.get("remark") or ""
    item.settled_on, item.settled_by = step.today, step.actor.label[:80]
    item.save()
