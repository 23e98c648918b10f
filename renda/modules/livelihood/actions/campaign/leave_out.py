"""Wishes that become no candidate, with the reason."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    picked = [wish.pk for wish in step.data["wishes"]]
    step.matter.wishes.filter(pk__in=picked, candidate=None).update(left_out=step.data["reason"])
