"""A candidate is put differently, before the list is settled."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.livelihood.actions import shortlisting


def guard(step: Step) -> list:
    return shortlisting.reasons(step, step.data.get("candidate") or "")


def effect(step: Step) -> None:
    candidate = shortlisting.standing(step)
    candidate.wishes.update(candidate=None)
    shortlisting.fill(step, candidate)
