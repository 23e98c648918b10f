"""The session takes longer."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.sessions import planning
from renda.modules.sessions.models import DayMove


def guard(step: Step) -> list[Reason]:
    until, session = step.data.get("ended_on"), step.matter.session
    if until is None or until > session.closes_on:
        return []
    return [Reason(f"原来就开到{date_zh(session.closes_on)}。", "请填更晚的日期；提前闭幕的，直接登记闭幕。")]


def effect(step: Step) -> None:
    work, session = step.matter, step.matter.session
    DayMove.objects.create(
        work=work, old_opens_on=session.opens_on, old_closes_on=session.closes_on, new_opens_on=session.opens_on,
        new_closes_on=step.data["ended_on"], reason=step.data["reason"], moved_by=step.actor.label[:40],
    )  # fmt: skip
    session.closes_on = step.data["ended_on"]
    session.save(update_fields=["closes_on"])
    planning.recount_all(work)
