"""The matter is over; its record is made and the dossier sealed."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.county_sessions import documents
from renda.modules.county_sessions.models import Satisfaction


def guard(step: Step) -> list[Reason]:
    if step.matter.verdict == Satisfaction.POOR and not step.data.get("ending"):
        return [Reason("代表不满意，了结要写明原因。", "或者点“请县里再办”。")]
    return []


def effect(step: Step) -> None:
    step.matter.ending = step.data.get("ending") or ""
    documents.result(step)
