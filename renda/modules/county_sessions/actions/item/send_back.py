"""Back to the author, with what is missing; what was typed by the office comes back as a draft of the author's."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.handed_in_on = None
    step.result["reason"] = step.data["reason"]
