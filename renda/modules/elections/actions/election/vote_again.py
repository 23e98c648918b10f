"""A new vote among those whose votes were equal (组织法第二十九条第一款)."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import rounds
from renda.modules.elections.models import RoundKind


def guard(step: Step) -> list[Reason]:
    return rounds.day_in_session(step)


def effect(step: Step) -> None:
    rounds.begin(step, RoundKind.TIE, rounds.tied_candidates(step.matter), step.matter.open_seats)
