"""The office answers a deputy's objection to the hand-over."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions import selectors


def effect(step: Step) -> None:
    selectors.open_objections(step.matter).update(answer=step.data["answer"], answered_on=step.today)
    step.result["answer"] = step.data["answer"]
