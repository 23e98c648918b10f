"""A talk, a visit, a look at the files: how many people, what was heard."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.appraisals.actions import noting


def guard(step: Step) -> list:
    return not_after_today(step, "on", "走访日期")


def effect(step: Step) -> None:
    noting.put(step, step.data["kind"], "走访调查")
