"""The primary was declared; the list is settled by people, in the order of its votes."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections import rounds


def effect(step: Step) -> None:
    rounds.take_primary(step)
