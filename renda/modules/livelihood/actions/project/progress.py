"""How far it has come, with photos; being behind is told in so many words."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.livelihood.actions import reporting


def effect(step: Step) -> None:
    step.matter.pace = step.data["pace"]
    reporting.add(step, step.data["text"], pace=step.data["pace"])
