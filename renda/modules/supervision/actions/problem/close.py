"""Looked at and found in order: the problem ends, with the proof in its dossier."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.supervision.actions import rechecking


def guard(step: Step) -> list:
    return rechecking.reasons(step)


def effect(step: Step) -> None:
    rechecking.note(step)
    for stored in step.data.get("files") or ():
        step.file(stored, role="recheck", title=f"复查：{stored.original_name}")
