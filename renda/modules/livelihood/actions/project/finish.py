"""The unit says the project is finished; deputies look at it next."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.livelihood.actions import reporting
from renda.modules.livelihood.models import Pace


def guard(step: Step) -> list:
    return not_after_today(step, "done_on")


def effect(step: Step) -> None:
    step.matter.done_on, step.matter.pace = step.data["done_on"], Pace.DONE
    reporting.add(step, step.data["text"], pace=Pace.DONE)
