"""A declared vote moves what it was about: the election goes on to the next step, the motion has passed or not."""

from __future__ import annotations

from typing import Any

from renda.kernel.access.actors import system
from renda.kernel.ballots.models import Ballot
from renda.kernel.procedures import execute as executor
from renda.modules.elections.models import ElectionMethod, Removal, Resignation, Round, RoundKind

MOTIONS = {model._meta.label_lower: model for model in (ElectionMethod, Removal, Resignation)}


def after_step(step: Any) -> None:
    """Called with every step that was taken, inside its transaction."""
    if not isinstance(step.matter, Ballot) or step.transition.verb != "declare":
        return
    ballot = step.matter
    if ballot.subject_model == Round._meta.label_lower:
        take_round(ballot)
    elif ballot.subject_model in MOTIONS:
        motion = MOTIONS[ballot.subject_model].objects.filter(pk=ballot.subject_id).first()
        if motion is not None and motion.state == "voting":
            executor.execute(system(motion.town_id), motion, "take_result")


def take_round(ballot: Ballot) -> None:
    found = Round.objects.filter(pk=ballot.subject_id).select_related("election").first()
    if found is None:
        return
    verb = "take_primary" if found.kind == RoundKind.PRIMARY else "take_result"
    if found.election.state in found.election.procedure.transition(verb).source:
        executor.execute(system(found.town_id), found.election, verb)


def start() -> None:
    """Hook into the executor; called once when the app is ready."""
    executor.after_step.append(after_step)
