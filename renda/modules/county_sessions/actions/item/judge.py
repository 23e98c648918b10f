"""The author's verdict on the answer, by phone or told to the office."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.county_sessions.models import Satisfaction


def guard(step: Step) -> list[Reason]:
    if step.data.get("verdict") == Satisfaction.POOR and not step.data.get("verdict_note"):
        return [Reason("不满意的，要写明哪里不满意。", "写清楚了，才好请县里再办。")]
    return []


def effect(step: Step) -> None:
    item = step.matter
    item.verdict, item.verdict_note = step.data["verdict"], step.data.get("verdict_note") or ""
    item.judged_on = step.today
