"""Another unit of the county takes it."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.county_unit = step.data["county_unit"]
