"""What was promised has come about, or it was explained why not."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.county_sessions.procedure.conditions import PROMISE_ENDS


def guard(step: Step) -> list[Reason]:
    return not_after_today(step, "done_on", "日期")


def effect(step: Step) -> None:
    item, data = step.matter, step.data
    if data["end"] == "kept":
        item.promise_kept_on = data["done_on"]
    item.promise_end = f"{dict(PROMISE_ENDS)[data['end']]}：{data['words']}"[:300]
