"""The government puts a project forward; the wishes it answers are tied to it."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.livelihood import selectors
from renda.modules.livelihood.actions import shortlisting
from renda.modules.livelihood.models import Candidate


def guard(step: Step) -> list:
    return shortlisting.reasons(step)


def effect(step: Step) -> None:
    shortlisting.fill(step, Candidate(campaign=step.matter, position=selectors.next_position(step.matter)))
