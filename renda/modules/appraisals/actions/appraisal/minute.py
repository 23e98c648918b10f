"""The record of the meeting is made from what was put down."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import documents


def effect(step: Step) -> None:
    documents.record(step)
