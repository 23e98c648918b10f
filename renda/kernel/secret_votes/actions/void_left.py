"""Slips left in the box after the draw are made worthless before the opening; then they are torn up."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes import marking
from renda.kernel.secret_votes.models import SlipMark


def effect(step: Step) -> None:
    vote = step.matter
    marked = marking.put(vote, step.data["typed"], SlipMark.LEFT)
    vote.figures = {**vote.figures, "voided": vote.figures["voided"] + marked}
