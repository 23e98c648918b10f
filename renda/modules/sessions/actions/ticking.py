"""Ticking a step off and taking the tick back."""

from __future__ import annotations

from datetime import date

from renda.foundation.chinese.dates import date_zh
from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.sessions import planning
from renda.modules.sessions.models import PlanStep, SessionWork

#: Nobody plans further ahead than this; a slip of the keyboard does.
MOST = 366


def row_of(step: Step) -> PlanStep:
    """The row the step is about; Refused when it is none of this session."""
    found = step.matter.steps.filter(key=str(step.data.get("step", ""))[:60]).first()
    if found is None:
        raise Refused([Reason("这次会议里没有这一项。", "请刷新页面看最新情况。")])
    return found


def too_many(step: Step) -> list[Reason]:
    """A number of days no calendar has."""
    count = step.data.get("count")
    if count is None or 0 <= count <= MOST:
        return []
    return [Reason("天数写得太多了。", f"最多写{MOST}，再早的用“个月”。")]


def done(work: SessionWork, row: PlanStep, on: date, by: str, note: str = "") -> None:
    """Tick a row and meet its deadline."""
    row.done_on, row.done_by, row.note, row.by_fact = on, by[:40], note[:300], False
    row.save(update_fields=["done_on", "done_by", "note", "by_fact"])
    deadlines.meet(work, row.key, on)


def open_again(work: SessionWork, row: PlanStep, again_from: date | None = None) -> None:
    """Take a tick back; ``again_from``: what was seen before this day no longer counts."""
    note = f"{date_zh(row.done_on)}办过一次，改期以后要重新办。" if again_from and row.done_on else ""
    row.done_on, row.done_by, row.note, row.by_fact = None, "", note, False
    row.again_from = again_from or row.again_from
    row.save(update_fields=["done_on", "done_by", "note", "by_fact", "again_from"])
    if again_from is None:
        planning.start_limit(work, row)
