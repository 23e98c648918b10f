"""The papers of the session that went out are put into its dossier."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.sessions import filing_plan


def effect(step: Step) -> None:
    step.result["count"] = len(filing_plan.gather(step.matter, step.dossier))
