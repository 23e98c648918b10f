"""Whoever proposed takes the nomination back before nominations end."""

from __future__ import annotations

from renda.kernel.procedures.execute import Refused, Step
from renda.modules.elections.models import NominatedBy, Standing


def effect(step: Step) -> None:
    nomination = step.data["nomination"]
    if nomination.standing in (Standing.REFUSED, Standing.TAKEN_BACK):
        raise Refused("这份提名已经不算数了，请刷新页面看最新情况。")
    if not step.actor.is_("office"):
        first = nomination.signatures.order_by("signed_at", "id").first()
        if nomination.proposed_by != NominatedBy.DEPUTIES or first is None or first.mandate_id not in step.actor.mandate_ids:
            raise Refused("只有领衔提名的代表才能撤回这份提名。")
    nomination.standing, nomination.note = Standing.TAKEN_BACK, step.data["reason"][:300]
    nomination.save()
