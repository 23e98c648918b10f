"""The vote on the removal was declared."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections import motions


def effect(step: Step) -> None:
    motions.keep_result(step)
