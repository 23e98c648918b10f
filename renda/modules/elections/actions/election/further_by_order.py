"""A further election in this session among those who were not elected, in the order of their votes."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections import nominating


def effect(step: Step) -> None:
    nominating.start_further(step)
