"""The vote under way is taken off; the slips hold no more."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.livelihood import voting


def effect(step: Step) -> None:
    voting.call_off(step)
