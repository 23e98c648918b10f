"""The session is over for the town: who signed for which paper is written down, the dossier sealed."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.county_sessions import documents


def effect(step: Step) -> None:
    if step.matter.materials.exists():
        documents.receipts(step)
