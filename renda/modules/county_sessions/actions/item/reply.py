"""The county has answered: with what result, and what it promised."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.county_sessions.actions import common


def guard(step: Step) -> list[Reason]:
    data = step.data
    found = not_after_today(step, "done_on", "答复日期")
    found += common.not_before(step, "done_on", step.matter.assigned_on, "答复日期", "交办日期")
    if bool(data.get("promise")) != bool(data.get("promise_due_on")):
        found.append(Reason("答应办的事和答应的日子要一起填。", "没有答应日子的，两样都不填。"))
    found += common.not_before(step, "promise_due_on", data.get("done_on"), "答应办成的日子", "答复日期")
    return found


def effect(step: Step) -> None:
    item, data = step.matter, step.data
    item.replied_on, item.result, item.reply = data["done_on"], data["result"], data["reply"]
    item.promise, item.promise_due_on = data.get("promise") or "", data.get("promise_due_on")
    item.promise_kept_on, item.promise_end = None, ""
    step.file_all("reply", "县里的答复")
