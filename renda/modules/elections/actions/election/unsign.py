"""A deputy takes the signature back before the presidium has confirmed the nomination."""

from __future__ import annotations

from renda.kernel.procedures.execute import Refused, Step
from renda.modules.elections.common import own_mandate, take_back_signatures
from renda.modules.elections.models import Standing


def effect(step: Step) -> None:
    nomination = step.data["nomination"]
    if nomination.standing not in (Standing.COLLECTING, Standing.HANDED_IN):
        raise Refused("这份提名已经确认过了，不能再撤回签名。")
    given = step.data.get("signers") or []
    take_back_signatures(step, nomination, given if step.actor.is_("office") else [own_mandate(step)])
