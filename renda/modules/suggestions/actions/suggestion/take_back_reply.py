"""The office returns an answer to the unit before anybody has judged it."""

from __future__ import annotations

from renda.kernel.access.actors import system
from renda.kernel.procedures.execute import Step, execute
from renda.modules.suggestions import selectors
from renda.modules.suggestions.models import Promise


def effect(step: Step) -> None:
    suggestion = step.matter
    reply = suggestion.reply_set.filter(round=suggestion.round, taken_back_on__isnull=True).last()
    reply.taken_back_on, reply.taken_back_reason = step.today, step.data["reason"][:200]
    reply.save()
    for promise in Promise.objects.filter(reply=reply, closed_at__isnull=True):
        execute(system(suggestion.town_id), promise, "give_up", {"reason": "答复退回重写"})
    selectors.verdicts_of_round(suggestion).delete()
    suggestion.replied_on, suggestion.result = None, ""
    step.result.update(unit=suggestion.lead_unit, reason=step.data["reason"])
