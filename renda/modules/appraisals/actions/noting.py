"""A talk, a visit or a look is put down; its photos and papers lie in the dossier of the round, which the unit does not see."""

from __future__ import annotations

from renda.kernel.dossiers import filing
from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.models import Note


def put(step: Step, kind: str, title: str) -> None:
    """Write the note; ``title`` names its files."""
    part, data = step.matter, step.data
    Note.objects.create(
        appraisal=part.appraisal, appraised=part, kind=kind, on=data["on"], by=data["by"], people=data["people"], text=data["text"],
    )  # fmt: skip
    dossier = filing.dossier_of(part.appraisal)
    for stored in data.get("files") or ():
        named = f"{title}：{part.unit}　{stored.original_name}"
        filing.put(dossier, "visit", named, file=stored, pages=stored.pages, responsible=step.actor.label)
