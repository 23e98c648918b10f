"""What the steps that tell of progress share: a line in the course of the project, photos in the dossier."""

from __future__ import annotations

from datetime import date

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.livelihood.models import Report


def add(step: Step, text: str, *, pace: str = "", is_visit: bool = False, on: date | None = None) -> Report:
    made = Report.objects.create(
        project=step.matter, on=on or step.today, by=step.actor.label, pace=pace, text=text, is_visit=is_visit
    )
    keep_files(step, "photo", step.transition.label)
    return made


def keep_files(step: Step, role: str, words: str) -> None:
    for stored in step.data.get("files") or []:
        step.file(stored, role=role, title=f"{words}：{stored.original_name}"[:200])


def names(deputies) -> str:
    return "、".join(mandate.person.name for mandate in deputies)


def not_after_today(step: Step, key: str) -> list[Reason]:
    day = step.data.get(key)
    return [Reason("日期不能晚于今天。", "请核对日期。")] if day and day > step.today else []
