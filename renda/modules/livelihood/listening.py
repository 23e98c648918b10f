"""A declared vote moves the campaign it was about: the projects with the most votes are in, or a further vote is due."""

from __future__ import annotations

from typing import Any

from renda.kernel.access.actors import system
from renda.kernel.ballots.models import Ballot
from renda.kernel.procedures import execute as executor
from renda.modules.livelihood.models import Campaign


def after_step(step: Any) -> None:
    """Called with every step that was taken, inside its transaction."""
    ballot = step.matter
    if not isinstance(ballot, Ballot) or step.transition.verb != "declare":
        return
    if ballot.subject_model != Campaign._meta.label_lower:
        return
    campaign = Campaign.objects.filter(pk=ballot.subject_id, state="voting").first()
    if campaign is not None:
        executor.execute(system(campaign.town_id), campaign, "take_result")


def start() -> None:
    """Hook into the executor; called once when the app is ready."""
    executor.after_step.append(after_step)
