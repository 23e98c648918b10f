"""Another day: every step moves with it; what was told to people must be told again."""

from __future__ import annotations

from datetime import date

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.sessions import planning
from renda.modules.sessions.actions import days, ticking
from renda.modules.sessions.models import DayMove


def chosen(data) -> tuple[date, date]:
    return data["opens_on"], data.get("closes_on") or data["opens_on"]


def guard(step: Step) -> list[Reason]:
    if not step.data.get("opens_on"):
        return []
    work, session = step.matter, step.matter.session
    opens_on, closes_on = chosen(step.data)
    if (opens_on, closes_on) == (session.opens_on, session.closes_on):
        return [Reason("日期和原来一样。", "请填新的日期。")]
    if blocking := days.impossible(opens_on, closes_on, session):
        return blocking
    found = days.numbers_cross(session.number, opens_on, session.term, session)
    found += days.remarks(work.kind, opens_on, closes_on, work.counted_from)
    return found + days.missed_by_moving(work, opens_on, closes_on)


def effect(step: Step) -> None:
    work, session = step.matter, step.matter.session
    opens_on, closes_on = chosen(step.data)
    told = days.again_steps(work)
    DayMove.objects.create(
        work=work, old_opens_on=session.opens_on, old_closes_on=session.closes_on, new_opens_on=opens_on,
        new_closes_on=closes_on, reason=step.data["reason"], moved_by=step.actor.label[:40],
    )  # fmt: skip
    move_term(session, opens_on)
    session.opens_on, session.closes_on = opens_on, closes_on
    session.save(update_fields=["opens_on", "closes_on"])
    work.published_on = None
    for row in work.steps.filter(key__in=told):
        ticking.open_again(work, row, again_from=step.today)
    planning.recount_all(work)
    planning.restart_limits(work)
    step.notify("session.redated" if told else "session.moved", reason=step.data["reason"])


def move_term(session, opens_on: date) -> None:
    """A congress begins with its first session (rule ``congress-term-five-years``)."""
    term = session.term
    if session.number == 1 and term.starts_on == session.opens_on:
        term.starts_on = opens_on
        term.save(update_fields=["starts_on"])
