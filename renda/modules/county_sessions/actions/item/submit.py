"""It has gone to the county with the package."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.submitted_on = step.data["done_on"]
