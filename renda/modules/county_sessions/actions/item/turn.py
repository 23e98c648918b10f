"""A bill that has not the signers, or is none of the congress's powers, goes on as a suggestion."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.county_sessions.models import Kind


def effect(step: Step) -> None:
    step.matter.kind = Kind.SUGGESTION
