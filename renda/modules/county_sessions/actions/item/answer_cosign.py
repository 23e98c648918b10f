"""Who was asked says yes or no; the office may note what was said by telephone."""

from __future__ import annotations

from renda.kernel.procedures.execute import Refused, Step
from renda.modules.county_sessions.policy import ITEM_KEEP


def effect(step: Step) -> None:
    waiting = step.matter.cosigners.filter(agrees__isnull=True)
    mine = waiting.filter(mandate_id__in=step.actor.mandate_ids)
    by_office = step.actor.has(ITEM_KEEP) and not mine.exists()
    row = (waiting if by_office else mine).order_by("asked_on", "id").first()
    if row is None:
        raise Refused("您已经答复过了，或者没有请您联名。")
    row.agrees, row.answered_on = step.data["agrees"] == "yes", step.today
    row.keyed_by = step.actor.label[:40] if by_office else ""
    row.save()
