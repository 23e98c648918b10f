"""The unit is told in advance, by a paper."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import documents


def effect(step: Step) -> None:
    documents.notice(step)
