"""Put a paper or a photo into the dossier."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    for stored in step.data["files"]:
        step.file(stored, role="material", title=step.data["title"])
