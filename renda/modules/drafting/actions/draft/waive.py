"""A reviewer is not waited for any longer; the others decide."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.execute import Step
from renda.modules.drafting.actions.draft.key_opinion import named_request


def effect(step: Step) -> None:
    request = named_request(step)
    request.waived_on, request.waive_reason = step.today, step.data["reason"][:200]
    request.save(update_fields=["waived_on", "waive_reason"])
    deadlines.cancel(step.matter, "review", person=request.reviewer)
