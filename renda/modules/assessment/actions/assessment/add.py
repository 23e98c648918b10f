"""One more item, by hand."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.assessment import answering, proposing
from renda.modules.assessment.actions import common
from renda.modules.assessment.models import Item


def effect(step: Step) -> None:
    item = Item(assessment=step.matter, position=common.next_position(step))
    common.fill(item, step.data)
    proposing.bind(item)
    item.save()
    answering.look(step.matter)
