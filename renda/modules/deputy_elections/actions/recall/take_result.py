"""The declared result of the vote on the recall."""

from __future__ import annotations

from renda.kernel.procedures.execute import Refused, Step
from renda.modules.deputy_elections import selectors


def effect(step: Step) -> None:
    found = selectors.last_result(step.matter)
    if found is None:
        raise Refused("计票结果还没有宣布。")
    step.matter.passed = bool(found.passed)
