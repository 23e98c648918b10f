"""A county deputy begins a bill or suggestion on the phone."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.county_sessions import selectors
from renda.modules.county_sessions.actions import common


def guard(step: Step) -> list[Reason]:
    return common.still_open(step.data.get("session"))


def prepare(step: Step) -> None:
    mandate = selectors.county_deputies().filter(pk__in=step.actor.mandate_ids).first()
    if mandate is None:
        raise Refused("只有在任的县人大代表才能提议案和建议。")
    step.matter.author, step.matter.session = mandate, step.data["session"]
    common.write_words(step.matter, step.data)


def effect(step: Step) -> None:
    step.result["asked"] = common.ask_cosigners(step)
