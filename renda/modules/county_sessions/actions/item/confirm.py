"""Whoever put it forward reads what the office typed in: it is right, or this is to be mended."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    if step.data.get("right") == "no" and not step.data.get("note"):
        return [Reason("还没有写要改哪里。", "写上哪一处不对、应该怎样。")]
    return []


def effect(step: Step) -> None:
    item, is_right = step.matter, step.data["right"] == "yes"
    item.confirmed_on = step.today if is_right else None
    item.author_remark = "" if is_right else step.data["note"]
    if not is_right:
        step.notify("county_item.objected")
