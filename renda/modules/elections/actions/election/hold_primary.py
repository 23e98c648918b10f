"""More people than may stand: a primary, in secret, by the number of votes (组织法第二十七条第一款)."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections import rounds, selectors
from renda.modules.elections.models import RoundKind


def effect(step: Step) -> None:
    candidates = list(selectors.standing_candidates(step.matter))
    rounds.begin(step, RoundKind.PRIMARY, candidates, selectors.most_candidates(step.matter))
