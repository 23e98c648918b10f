"""Who goes to the county; who does not, with the reason."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.county_sessions import roll


def effect(step: Step) -> None:
    roll.fill(step.matter)
    roll.set_going(step.matter, {mandate.pk for mandate in step.data["going"]}, step.data.get("note") or "")
