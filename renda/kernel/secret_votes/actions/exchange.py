"""Somebody votes on paper: the slip is made worthless before the paper ballot is handed out."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes import marking
from renda.kernel.secret_votes.models import SlipMark


def effect(step: Step) -> None:
    vote = step.matter
    marked = marking.put(vote, step.data["typed"], SlipMark.PAPER)
    vote.figures = {**vote.figures, "exchanged": vote.figures.get("exchanged", 0) + marked}
