"""The author takes the suggestion back in writing; handling ends."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions import selectors
from renda.modules.suggestions.actions.common import add_ending


def effect(step: Step) -> None:
    add_ending(step)
    step.result["units"] = [share.unit for share in selectors.active_assignments(step.matter)]
    selectors.active_assignments(step.matter).update(ended_on=step.today)
