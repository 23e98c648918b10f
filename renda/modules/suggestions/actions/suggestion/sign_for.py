"""A unit signs for what was given to it."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.actions.common import acting_share


def guard(step: Step) -> list[Reason]:
    share = acting_share(step)
    if share.signed_on:
        return [Reason(f"“{share.unit}”已经签收过了。")]
    return []


def effect(step: Step) -> None:
    share = acting_share(step)
    share.signed_on, share.signed_by = step.today, step.data["signed_by"]
    share.save()
    deadlines.meet(step.matter, "sign_for", unit=share.unit)
