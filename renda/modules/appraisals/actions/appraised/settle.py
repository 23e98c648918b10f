"""Everything was looked at and found in order."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.actions import settling


def guard(step: Step) -> list:
    return settling.reasons(step)


def effect(step: Step) -> None:
    settling.note(step)
