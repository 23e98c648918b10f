"""Reasons that many steps give: one with the articles of its rule, a day that has not come."""

from __future__ import annotations

from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def reason(rule_id: str, text: str, mend: str = "", *, blocks: bool = True) -> Reason:
    """A reason with the articles of its rule. KeyError for an unknown rule."""
    return Reason(text, mend, rule_id, timing.rule(rule_id).articles, blocks)


def not_after_today(step: Step, key: str, what: str = "日期") -> list[Reason]:
    """What is registered has happened: the day under ``key`` is not later than the day of the step."""
    day = step.data.get(key)
    return [Reason(f"{what}不能晚于今天。", "请核对日期。")] if day and day > step.today else []
