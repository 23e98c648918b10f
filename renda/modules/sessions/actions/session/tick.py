"""A step of the checklist is done: one click is enough."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.sessions.actions import ticking


def guard(step: Step) -> list[Reason]:
    row, on = ticking.row_of(step), step.data.get("done_on")
    if row.removed_on is not None:
        return [Reason("这一项已经划掉了。", "要办的，先恢复。")]
    if on is not None and on > step.today:
        return [Reason("办好的日期还没有到。", "请填今天或以前的日期。")]
    return []


def effect(step: Step) -> None:
    row = ticking.row_of(step)
    step.data["label"] = row.label
    step.result["row"] = row
    ticking.done(
        step.matter,
        row,
        step.data.get("done_on") or step.today,
        step.actor.label,
        step.data.get("note") or "",
    )
