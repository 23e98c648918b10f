"""The party committee has agreed; each chosen unit gets a part of its own."""

from __future__ import annotations

from renda.kernel.access.actors import system
from renda.kernel.dossiers import filing
from renda.kernel.procedures.execute import Step, open_matter
from renda.kernel.procedures.reasons import not_after_today


def guard(step: Step) -> list:
    return not_after_today(step, "approved_on", "批准日期")


def effect(step: Step) -> None:
    appraisal = step.matter
    for key in ("approved_on", "approved_by", "approval"):
        setattr(appraisal, key, step.data[key])
    step.file_all("approval", "党委批件")
    chosen = appraisal.chosen.order_by("position", "name", "id")
    for position, unit in enumerate(chosen, 1):
        data = {"appraisal": appraisal, "unit": unit, "position": position}
        part = open_matter(system(appraisal.town_id), "appraised", "name", data).matter
        filing.link(step.dossier, filing.dossier_of(part), "appraised", str(unit))
