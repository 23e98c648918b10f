"""The heads of the teams have met."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.appraisals.models import Note, NoteKind


def guard(step: Step) -> list:
    return not_after_today(step, "on", "开会日期")


def effect(step: Step) -> None:
    data = step.data
    Note.objects.create(
        appraisal=step.matter, kind=NoteKind.LEADERS, on=data["on"], by=data["by"], text=data["text"]
    )
    step.file_all("leaders", "组长会议")
