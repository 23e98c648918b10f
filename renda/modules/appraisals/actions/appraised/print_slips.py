"""Slips for telephones are made; what stands on them is given back once and kept nowhere."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import questionnaires

MOST = 500


def guard(step: Step) -> list[Reason]:
    if 0 < step.data["count"] <= MOST:
        return []
    return [Reason(f"一次印1到{MOST}张。", "要多印的，分几次印。")]


def effect(step: Step) -> None:
    step.matter.slips += step.data["count"]
    step.result["secrets"] = questionnaires.new_slips(step.matter, step.data["count"])
