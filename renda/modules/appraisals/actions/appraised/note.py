"""A talk, a visit, a look at the files: how many people, what was heard."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.appraisals.models import Note


def guard(step: Step) -> list:
    return not_after_today(step, "on", "走访日期")


def effect(step: Step) -> None:
    part, data = step.matter, step.data
    Note.objects.create(
        appraisal=part.appraisal, appraised=part, kind=data["kind"], on=data["on"], by=data["by"], people=data["people"], text=data["text"],
    )  # fmt: skip
    step.file_all("visit", "走访调查")
