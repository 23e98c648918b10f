"""A thing to check in other words; its article stays."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.items.filter(pk=step.data["item"], struck_on=None).update(text=step.data["text"])
