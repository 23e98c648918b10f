"""Nominations are taken again: too few candidates are left, or the congress wants it."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import nominating


def guard(step: Step) -> list[Reason]:
    return nominating.new_deadline(step)


def effect(step: Step) -> None:
    nominating.open_again(step)
