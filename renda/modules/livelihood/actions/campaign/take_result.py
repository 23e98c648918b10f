"""The vote was declared: votes of every candidate, which projects are in."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.livelihood import voting


def effect(step: Step) -> None:
    voting.take_result(step)
