"""The movers take the motion back; the office may write it down for them."""

from __future__ import annotations

from renda.kernel.procedures.execute import Refused, Step


def effect(step: Step) -> None:
    if not step.actor.is_("office") and step.matter.author_id not in step.actor.mandate_ids:
        raise Refused("只有领衔代表才能撤回。")
