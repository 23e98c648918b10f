"""A thing that is not checked after all; what was written about it stays."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.items.filter(pk=step.data["item"], struck_on=None).update(struck_on=step.today)
