"""Voting: a secret ballot is put on the list of the session's votes; the count is keyed there."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import candidacy, rounds, selectors
from renda.modules.elections.models import RoundKind


def guard(step: Step) -> list[Reason]:
    election = step.matter
    reasons = candidacy.right_number(election, selectors.on_the_ballot(election).count())
    return reasons or [*candidacy.after_withdrawal(election), *rounds.day_in_session(step)]


def effect(step: Step) -> None:
    election = step.matter
    kind = RoundKind.FURTHER if selectors.is_further(election) else RoundKind.FORMAL
    rounds.begin(step, kind, list(selectors.on_the_ballot(election)), election.open_seats)
