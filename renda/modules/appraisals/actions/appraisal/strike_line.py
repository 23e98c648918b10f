"""A thing is taken off the run sheet; what was said stays."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import selectors


def effect(step: Step) -> None:
    selectors.bare_lines(step.matter).filter(pk=step.data["line"]).delete()
