"""A deputy takes the signature back before the motion is handed in."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections.common import own_mandate, take_back_signatures


def effect(step: Step) -> None:
    given = step.data.get("signers") or []
    take_back_signatures(step, step.matter, given if step.actor.is_("office") else [own_mandate(step)])
