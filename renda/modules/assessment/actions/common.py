"""What several steps share: the item meant, its fields, and whether the days fit."""

from __future__ import annotations

from decimal import Decimal

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.assessment import selectors
from renda.modules.assessment.models import Item

PLAIN = ("group", "title", "standard", "points", "wanted")
WHOLE = "whole"


def item_of(step: Step) -> Item:
    """The item the step is about. Raises Refused when it is none of this assessment."""
    meant = step.data.get("item")
    found = (
        step.matter.items.filter(pk=meant.pk if isinstance(meant, Item) else meant).first() if meant else None
    )
    if found is None:
        raise Refused([Reason("没有这一项考评内容，可能刚被去掉了。", "请刷新页面看最新情况。")])
    # the answer reads the time that is assessed; the matter in hand is the fresh one
    found.assessment = step.matter
    return found


def days(data: dict) -> list[Reason]:
    """The time that is assessed ends after it begins, and the return is due after it began."""
    from_on, until_on, hand_in_on = (data.get(key) for key in ("from_on", "until_on", "hand_in_on"))
    if not (from_on and until_on and hand_in_on):
        return []
    found = []
    if until_on < from_on:
        found.append(Reason("考评的结束日期在开始日期以前。", "请核对日期。"))
    if hand_in_on < from_on:
        found.append(Reason("上报的日子在考评开始以前。", "请核对日期。"))
    return found


def fill(item: Item, data: dict) -> None:
    """Put the fields of the scheme on an item; what is left empty is empty."""
    for key in PLAIN:
        setattr(item, key, data.get(key) or "")
    item.points = Decimal(data["points"])
    period = data.get("period") or ""
    item.period = "" if period == WHOLE else period
    item.due_on = data.get("due_on") or selectors.ready_by(item)


def next_position(step: Step) -> int:
    last = step.matter.items.order_by("-position").first()
    return (last.position if last else 0) + 1
