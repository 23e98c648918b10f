"""What the steps that tell of progress share: a line in the course of the project, photos in the dossier."""

from __future__ import annotations

from datetime import date

from renda.kernel.procedures.execute import Step
from renda.modules.livelihood.models import Report


def add(step: Step, text: str, *, pace: str = "", is_visit: bool = False, on: date | None = None) -> Report:
    made = Report.objects.create(
        project=step.matter, on=on or step.today, by=step.actor.label, pace=pace, text=text, is_visit=is_visit
    )
    step.file_all("photo", step.transition.label)
    return made


def names(deputies) -> str:
    return "、".join(mandate.person.name for mandate in deputies)
