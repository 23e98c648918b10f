"""Keep the suggestion off the open column, with the reason on record."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.withheld_reason = step.data["reason"][:200]
    step.matter.published_on = None
    step.matter.public_text = {}
