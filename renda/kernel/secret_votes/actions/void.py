"""The vote is stopped and repeated on paper: every electronic ballot is destroyed, and the log says so."""

from __future__ import annotations

from django.db import transaction

from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes import counting, storage
from renda.kernel.secret_votes.models import SealedBallot


def effect(step: Step) -> None:
    vote = step.matter
    vote.void_reason = step.data["reason"][:300]
    vote.figures = {**vote.figures, "destroyed": SealedBallot.objects.filter(vote=vote).count()}
    vote.outcome = {}
    counting.destroy(vote, with_kept=True)
    transaction.on_commit(storage.scrub)
