"""A person has looked at the proposals of several items and agrees."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.assessment import answering


def effect(step: Step) -> None:
    step.matter.items.filter(pk__in=[item.pk for item in step.data["items"]]).update(is_bound=True)
    answering.look(step.matter)
