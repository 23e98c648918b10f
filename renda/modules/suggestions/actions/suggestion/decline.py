"""The office does not take a suggestion up, and says why in writing."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.actions.common import add_ending
from renda.modules.suggestions.documents import decline_paper


def effect(step: Step) -> None:
    add_ending(step)
    decline_paper(step)
    step.result["reason"] = step.data["reason"]
