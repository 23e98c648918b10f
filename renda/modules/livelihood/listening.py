"""What happens to a vote moves the campaign it was about: declared, the projects with the most votes are in or a further
vote is due; a candidate struck from it is withdrawn."""

from __future__ import annotations

from typing import Any

from renda.kernel.access.actors import system
from renda.kernel.ballots.models import Ballot
from renda.kernel.procedures import execute as executor
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Campaign


def after_step(step: Any) -> None:
    """Called with every step that was taken, inside its transaction."""
    ballot, verb = step.matter, step.transition.verb
    if not isinstance(ballot, Ballot) or verb not in ("declare", "strike"):
        return
    if ballot.subject_model != Campaign._meta.label_lower:
        return
    campaign = Campaign.objects.filter(pk=ballot.subject_id, state="voting").first()
    if campaign is not None and verb == "declare":
        executor.execute(system(campaign.town_id), campaign, "take_result")
    elif campaign is not None:
        take_strike(step, campaign)


def take_strike(step: Any, campaign: Campaign) -> None:
    """What was struck on the page of the vote is withdrawn here too."""
    option = step.matter.options.get(pk=step.data["option"])
    if selectors.standing(campaign).filter(pk=option.subject_id).exists():
        facts = {"candidate": str(option.subject_id), "reason": option.withdrawn_note}
        executor.execute(step.actor, campaign, "withdraw", facts)


def start() -> None:
    """Hook into the executor; called once when the app is ready."""
    executor.after_step.append(after_step)
