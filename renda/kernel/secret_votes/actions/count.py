"""Paper and phone are added up and from here on can't be told apart; with too few votes nothing but their number is kept."""

from __future__ import annotations

from django.db import transaction

from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes import counting, storage
from renda.kernel.secret_votes.models import KeptBallot, PaperCount


def effect(step: Step) -> None:
    vote = step.matter
    sheet = vote.paper_counts.first()
    if sheet is not None:
        vote.figures = {**vote.figures, "returned": sheet.figures["returned"]}
        counting.keep(vote, counting.with_paper(vote, counting.kept(vote)))
    vote.outcome = counting.outcome_of(vote, counting.kept(vote))
    done_with = [PaperCount.objects.filter(vote=vote)]
    if vote.outcome["hidden"]:
        done_with.append(KeptBallot.objects.filter(about__vote=vote))
    storage.erase(done_with)
    transaction.on_commit(storage.scrub)
