"""A round is proposed: which units, why, when."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.actions import proposing


def guard(step: Step) -> list:
    return proposing.reasons(step)


def prepare(step: Step) -> None:
    proposing.fill(step)


def effect(step: Step) -> None:
    step.matter.chosen.set(step.data["units"])
