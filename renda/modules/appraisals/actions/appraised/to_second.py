"""Everything was looked at and found in order; the second vote is waited for."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.actions import settling


def guard(step: Step) -> list:
    return settling.reasons(step)


def effect(step: Step) -> None:
    settling.note(step)
