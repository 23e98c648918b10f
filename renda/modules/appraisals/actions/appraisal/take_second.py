"""The declared second vote is written to its units."""

from __future__ import annotations

from renda.kernel.dossiers import filing
from renda.kernel.procedures.execute import Step, execute
from renda.modules.appraisals.actions import voting


def effect(step: Step) -> None:
    filing.put_from(step.data["vote"], "count", step.dossier)
    for part, line in voting.outcomes(step.data["vote"], step.matter):
        if part.state == "revote":
            execute(step.actor, part, "rate_again", {"line": line})
