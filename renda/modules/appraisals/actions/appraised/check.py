"""A look at how the unit puts things right, between the plan and the result."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.appraisals.actions import noting
from renda.modules.appraisals.models import NoteKind


def guard(step: Step) -> list:
    return not_after_today(step, "on", "检查日期")


def effect(step: Step) -> None:
    noting.put(step, NoteKind.CHECK, "跟踪检查")
