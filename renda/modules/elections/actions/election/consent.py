"""What the person named says to the nomination."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    nomination = step.data["nomination"]
    nomination.consented = step.data["consented"] == "yes"
    nomination.consented_on = step.data["consented_on"]
    nomination.save()
    step.file_all("consent", f"{nomination.person.name}本人意见")
