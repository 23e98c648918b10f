"""What happens to a secret vote moves the round it was about: declared, the result is taken; void, it is prepared anew."""

from __future__ import annotations

from typing import Any

from renda.kernel.access.actors import system
from renda.kernel.procedures import execute as executor
from renda.kernel.secret_votes.models import SecretVote
from renda.modules.appraisals.models import Appraisal

AFTER = {
    ("declare", "voting"): "take_result",
    ("void", "voting"): "call_off",
    ("declare", "following"): "take_second",
}


def after_step(step: Any) -> None:
    """Called with every step that was taken, inside its transaction."""
    vote = step.matter
    if not isinstance(vote, SecretVote) or vote.subject_model != Appraisal._meta.label_lower:
        return
    appraisal = Appraisal.objects.filter(pk=vote.subject_id).first()
    verb = AFTER.get((step.transition.verb, appraisal.state)) if appraisal is not None else None
    if verb is not None:
        executor.execute(system(appraisal.town_id), appraisal, verb, {"vote": vote})


def start() -> None:
    """Hook into the executor; called once when the app is ready."""
    executor.after_step.append(after_step)
