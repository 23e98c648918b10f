"""The round is put differently before the party committee is asked."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.actions import proposing


def guard(step: Step) -> list:
    return proposing.reasons(step)


def effect(step: Step) -> None:
    proposing.fill(step)
    step.matter.chosen.set(step.data["units"])
