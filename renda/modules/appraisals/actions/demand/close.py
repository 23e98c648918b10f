"""Looked at and found in order: it ends, with the proof in its dossier."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.actions import rechecking


def guard(step: Step) -> list:
    return rechecking.reasons(step)


def effect(step: Step) -> None:
    rechecking.note(step)
    step.file_all("recheck", "复查")
