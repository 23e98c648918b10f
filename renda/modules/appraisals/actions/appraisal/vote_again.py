"""The units with a poor result that have put things right are voted on once more."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.actions import voting


def effect(step: Step) -> None:
    units = list(step.data["units"])
    step.result["vote"] = voting.prepare(step, units, f"{step.matter.title}再次测评")
