"""The party committee is asked, by a paper."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import documents


def effect(step: Step) -> None:
    documents.request(step)
