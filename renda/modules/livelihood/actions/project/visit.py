"""Deputies saw the project on the spot."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.livelihood.actions import reporting


def guard(step: Step) -> list:
    return not_after_today(step, "done_on")


def effect(step: Step) -> None:
    text = f"{reporting.names(step.data['deputies'])}代表到现场：{step.data['text']}"
    reporting.add(step, text, is_visit=True, on=step.data["done_on"])
