"""The presidium has considered a suggestion its author is still dissatisfied with."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.presidium_review = step.data["review"]
