"""A bill that lacks the legal form, or was not put on the agenda, goes on as a suggestion."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.documents import conversion_paper
from renda.modules.suggestions.models.suggestion import Kind
from renda.modules.suggestions.procedure import conditions
from renda.modules.suggestions.procedure.suggestion import LISTED


def effect(step: Step) -> None:
    was_listed = step.matter.state == LISTED
    step.matter.kind = Kind.SUGGESTION
    step.matter.save()
    conversion_paper(step)
    if was_listed:
        deadlines.start(
            step.matter,
            "hand_over",
            "suggestion-assign-deadline",
            label="交办期限",
            waits_for="suggestion.assign",
            start_on=conditions.hand_over_start(step),
            name=conditions.channel_of(step),
        )
    step.result["reason"] = step.data["reason"]
