"""Somebody else is asked about the same text."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.drafting import reviewing


def effect(step: Step) -> None:
    reviewing.ask(step)
