"""The congress accepts: the decision is written; the post ends by a step of its own."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections.documents import resignation_decision_paper


def effect(step: Step) -> None:
    step.matter.confirmed_on = step.matter.decided_on
    resignation_decision_paper(step)
    step.result["sentence"] = step.matter.outcome["sentence"]
