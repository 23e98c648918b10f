"""A look at how the unit puts things right, between the plan and the result."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.appraisals.models import Note, NoteKind


def guard(step: Step) -> list:
    return not_after_today(step, "on", "检查日期")


def effect(step: Step) -> None:
    part, data = step.matter, step.data
    Note.objects.create(
        appraisal=part.appraisal, appraised=part, kind=NoteKind.CHECK, on=data["on"], by=data["by"], people=data["people"], text=data["text"],
    )  # fmt: skip
    step.file_all("check", "跟踪检查")
