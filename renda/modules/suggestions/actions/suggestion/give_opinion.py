"""A supporting unit gives its opinion to the lead unit."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.actions.common import acting_share


def guard(step: Step) -> list[Reason]:
    share = acting_share(step)
    return [] if share.part == "support" else [Reason("主办单位不用报协办意见，请直接答复代表。")]


def effect(step: Step) -> None:
    share = acting_share(step)
    share.opinion, share.opinion_on = step.data["opinion"], step.today
    share.signed_on = share.signed_on or step.today
    share.save()
    deadlines.meet(step.matter, "support_opinion", unit=share.unit)
    deadlines.meet(step.matter, "sign_for", unit=share.unit)
    step.result["unit"] = share.unit
