"""The draft is changed before it is put to the congress."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import methods


def guard(step: Step) -> list[Reason]:
    return methods.faults(step)


def effect(step: Step) -> None:
    methods.fill(step)
