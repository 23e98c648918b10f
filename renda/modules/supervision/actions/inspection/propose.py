"""A topic is proposed, with the rows that speak for it."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.supervision.actions import proposing


def guard(step: Step) -> list:
    return proposing.reasons(step)


def prepare(step: Step) -> None:
    proposing.fill(step)


def effect(step: Step) -> None:
    proposing.put_evidence(step)
