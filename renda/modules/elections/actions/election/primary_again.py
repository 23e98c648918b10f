"""Equal votes in the primary leave the last places on the list open: a vote among those who tied."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections import rounds, selectors
from renda.modules.elections.models import RoundKind


def effect(step: Step) -> None:
    open_places = selectors.primary_of(step.matter).outcome["next"]["seats"]
    rounds.begin(step, RoundKind.PRIMARY, selectors.tied_in_primary(step.matter), open_places)
