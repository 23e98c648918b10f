"""The author takes it back. Its number is not used again, its printed form holds no more."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.county_sessions import documents


def effect(step: Step) -> None:
    step.matter.ending = step.data["reason"]
    documents.void_forms(step.matter)
    step.result["reason"] = step.data["reason"]
