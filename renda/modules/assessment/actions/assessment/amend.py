"""An item as the county words it now. A new wording is bound anew; points decided above the new maximum are open again."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.assessment import answering, proposing
from renda.modules.assessment.actions import common


def effect(step: Step) -> None:
    item = common.item_of(step)
    before = (item.title, item.standard)
    common.fill(item, step.data)
    if before != (item.title, item.standard):
        proposing.bind(item)
    if item.score is not None and item.score > item.points:
        item.score, item.settled_on, item.settled_by = None, None, ""
    item.save()
    answering.look(step.matter)
