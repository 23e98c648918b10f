"""Starting, meeting, pausing and moving deadlines. Only the executor and the loop call these."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from renda.foundation import clock
from renda.kernel.deadlines import timing
from renda.kernel.deadlines.models import Deadline, DeadlineStatus


def start(
    matter,
    key: str,
    rule: str,
    *,
    label: str,
    waits_for: str,
    start_on: date | None = None,
    day: date | None = None,
    case: str | None = None,
    name: str | None = None,
    **narrow,
) -> Deadline:
    """Start the deadline ``key`` of ``matter`` under ``rule``, counted from ``start_on`` (default today).

    ``day`` names the last day itself; ``case``/``name`` choose among the rule's cases and durations;
    ``narrow``: unit, person, internal.
    """
    begin = start_on or clock.today()
    counted = None if day else timing.due(rule, begin, case=case, name=name)
    due_on = day or counted.due_on
    explanation = counted.explain() if counted else fixed_day_explanation(rule, due_on)
    deadline = Deadline(
        model=matter._meta.label_lower,
        object_id=matter.pk,
        key=key,
        rule=rule,
        case=case or "",
        duration=name or "",
        on_fixed_day=day is not None,
        label=label,
        subject=str(matter)[:240],
        url=matter.get_absolute_url(),
        waits_for=waits_for,
        start_on=begin,
        due_on=due_on,
        first_due_on=due_on,
        provisional=explanation.get("provisional", False),
        explanation=explanation,
        **narrow,
    )
    deadline.next_look_at = next_look(deadline)
    deadline.save()
    return deadline


def fixed_day_explanation(rule: str, due_on: date) -> dict:
    """Why this day, for a day that was named and not counted."""
    found = timing.rule(rule)
    return {
        "rule": rule,
        "title": found.title,
        "text": found.text,
        "layer_name": found.layer_name,
        "articles": list(found.articles),
        "due_on": due_on.isoformat(),
        "steps": [],
        "wording": "这一天是当时约定的日子，不是推算出来的。",
    }


def open_of(matter, key: str = "", **narrow):
    """The open or paused deadlines of a matter (of one key)."""
    found = Deadline.objects.filter(
        model=matter._meta.label_lower,
        object_id=matter.pk,
        status__in=(*DeadlineStatus.open(), DeadlineStatus.PAUSED),
        **narrow,
    )
    return found.filter(key=key) if key else found


def meet(matter, key: str, on: date | None = None, **narrow) -> int:
    """Mark the open deadlines ``key`` as met on a day: in time or late, the record stays. Returns how many."""
    day = on or clock.today()
    count = 0
    for deadline in open_of(matter, key, **narrow):
        in_time = day <= deadline.due_on
        deadline.status = DeadlineStatus.MET if in_time else DeadlineStatus.MET_LATE
        deadline.met_on, deadline.next_look_at = day, None
        deadline.save()
        count += 1
    return count


def cancel(matter, key: str = "", **narrow) -> int:
    """Drop open deadlines that no longer apply. Returns how many."""
    return open_of(matter, key, **narrow).update(status=DeadlineStatus.CANCELLED, next_look_at=None)


def pause(matter, key: str) -> None:
    """Stop the clock of a deadline (``resume`` gives the paused days back)."""
    for deadline in open_of(matter, key).exclude(status=DeadlineStatus.PAUSED):
        deadline.status, deadline.paused_on, deadline.next_look_at = DeadlineStatus.PAUSED, clock.today(), None
        deadline.save()


def resume(matter, key: str) -> None:
    """Start a paused deadline again; its day moves by the days it stood still."""
    for deadline in open_of(matter, key).filter(status=DeadlineStatus.PAUSED):
        move(deadline, deadline.due_on + (clock.today() - deadline.paused_on), "暂停期间顺延")
        deadline.status, deadline.paused_on = DeadlineStatus.RUNNING, None
        deadline.next_look_at = next_look(deadline)
        deadline.save()


def move(deadline: Deadline, due_on: date, why: str, explanation: dict | None = None) -> None:
    """Give a deadline a new day; the old day and the reason stay in its explanation."""
    history = deadline.explanation.get("moves", [])
    moved = {"from": deadline.due_on.isoformat(), "to": due_on.isoformat(), "why": why}
    deadline.explanation = {**(explanation or deadline.explanation), "moves": [*history, moved]}
    deadline.due_on = due_on
    if due_on >= clock.today() and deadline.status == DeadlineStatus.LATE:
        deadline.status = DeadlineStatus.RUNNING
    deadline.warned = []
    deadline.next_look_at = next_look(deadline)
    deadline.save()


def next_look(deadline: Deadline) -> datetime | None:
    """The one next moment this deadline wants attention: the next reminder, or the morning after its day."""
    reminders = timing.practice(timing.NUDGES_RULE)
    opens = timing.practice(timing.HOURS_RULE)["opens"]
    moments = [
        clock.at(deadline.due_on - timedelta(days=days), opens)
        for days in reminders["days_before"]
        if days not in deadline.warned
    ]
    moments.append(clock.at(deadline.due_on + timedelta(days=1), opens))
    ahead = [moment for moment in moments if moment > clock.now()]
    return min(ahead, default=clock.now())
