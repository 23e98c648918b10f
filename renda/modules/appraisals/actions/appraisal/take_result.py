"""The declared vote is written to the units; each waits for its opinion letter."""

from __future__ import annotations

from renda.kernel.dossiers import filing
from renda.kernel.procedures.execute import Step, execute
from renda.modules.appraisals.actions import voting


def effect(step: Step) -> None:
    appraisal, vote = step.matter, step.data["vote"]
    appraisal.voted_on = vote.held_on
    filing.put_from(vote, "count", step.dossier)
    for part, line in voting.outcomes(vote, appraisal):
        execute(step.actor, part, "rate", {"line": line})
