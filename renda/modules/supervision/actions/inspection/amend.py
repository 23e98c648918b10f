"""The topic is put differently before it is decided."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.supervision.actions import proposing


def guard(step: Step) -> list:
    return proposing.reasons(step)


def effect(step: Step) -> None:
    proposing.fill(step)
    proposing.put_evidence(step)
