"""The county's table: new items at the end in its order, known ones as it says now; its headings are kept for the return."""

from __future__ import annotations

from renda.foundation.ids import as_id
from renda.kernel.procedures.execute import Step
from renda.modules.assessment import answering, proposing
from renda.modules.assessment.actions import common
from renda.modules.assessment.models import Item


def effect(step: Step) -> None:
    """``rows``: fields of each item, ``target`` the id of the one it changes; ``columns``: keys and headings."""
    position = common.next_position(step)
    known = step.matter.items.in_bulk()
    for row in step.data["rows"]:
        item = known.get(as_id(str(row.get("target") or "")))
        if item is None:
            item = Item(assessment=step.matter, position=position)
            position += 1
        before = (item.title, item.standard)
        item.assessment = step.matter
        common.fill(item, row)
        if before != (item.title, item.standard):
            proposing.bind(item)
        item.save()
    if step.data.get("columns"):
        step.matter.columns = step.data["columns"]
    answering.look(step.matter)
