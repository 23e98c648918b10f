"""Checks of days that several steps share."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def not_gone(step: Step, key: str, words: str) -> list[Reason]:
    """What is to be done is not to be done yesterday."""
    day = step.data.get(key)
    return [Reason(f"{words}已经过了。", "请选今天以后的日期。")] if day and day < step.today else []


def in_order(step: Step, *keys: str) -> list[Reason]:
    """One day after the other, in the order of the keys."""
    days = [step.data[key] for key in keys if step.data.get(key)]
    return (
        []
        if days == sorted(days)
        else [Reason("日期前后不对。", "先走访，再送报告，再开评议会，最后整改，请核对。")]
    )
