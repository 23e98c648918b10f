"""How, by whom and by when the unit puts it right."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.actions import measuring


def guard(step: Step) -> list:
    return measuring.reasons(step)


def effect(step: Step) -> None:
    measuring.fill(step)
