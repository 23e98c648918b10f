"""The one loop that advances deadlines: warns, marks late, lets escalation steps run.

Each deadline carries one indexed next moment, so a run touches only what is due to be looked at.
Every deadline is its own transaction, claimed by compare-and-set: two loops at once do no harm, and
a kill in the middle loses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from renda.foundation import clock
from renda.kernel.deadlines import service, timing
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.units.models import Unit, UnitKind
from renda.kernel.units.scope import acting_in

BATCH = 500


@dataclass
class LoopReport:
    """What one run did, by kind of step."""

    at: datetime
    counts: Counter = field(default_factory=Counter)

    def as_dict(self) -> dict:
        return {"at": self.at.isoformat(), **self.counts}


#: Called for each deadline that was just found late or warned: ``(deadline, event)``; event is
#: "warned" or "late". Modules register here what follows (notice, reminder paper, escalation).
listeners: list[Callable[[Deadline, str], None]] = []

#: Called once per town and run, for work that belongs to a day rather than to a deadline.
daily: list[Callable[[], None]] = []


def run_clock(now: datetime | None = None) -> LoopReport:
    """Advance every town to ``now`` (the present when left out)."""
    with clock.set_to(now or clock.now()):
        report = LoopReport(clock.now())
        for town in Unit.everywhere.filter(kind=UnitKind.TOWNSHIP, is_active=True).order_by("name"):
            with acting_in(town):
                run_town(report)
        return report


def run_town(report: LoopReport) -> None:
    """One town: hold still outside office hours, else look at everything whose moment has come."""
    calendar = timing.town_calendar()
    hours = timing.practice(timing.HOURS_RULE)
    working = timing.next_working_moment(clock.now(), calendar, hours)
    if working > clock.now():
        report.counts["held_until_office_hours"] += 1
        return
    steps = sorted(timing.practice(timing.NUDGES_RULE)["days_before"])
    while batch := due_batch():
        for deadline in batch:
            event = advance(deadline, steps)
            report.counts[event] += 1
    for work in daily:
        with transaction.atomic():
            work()
    report.counts["towns"] += 1


def due_batch() -> list[Deadline]:
    return list(
        Deadline.objects.filter(next_look_at__lte=clock.now(), status__in=DeadlineStatus.open())
        .select_related("unit", "person")
        .order_by("next_look_at", "id")[:BATCH]
    )


def advance(deadline: Deadline, steps: list[int]) -> str:
    """Look at one deadline; returns what happened: late, warned or looked."""
    with transaction.atomic():
        seen = deadline.next_look_at
        event = "looked"
        if clock.today() > deadline.due_on:
            deadline.status = DeadlineStatus.LATE
            deadline.next_look_at = None
            event = "late"
        else:
            left = (deadline.due_on - clock.today()).days
            passed = [step for step in steps if step >= left and step not in deadline.warned]
            if passed:
                deadline.warned = sorted({*deadline.warned, *passed})
                event = "warned"
            deadline.next_look_at = max(service.next_look(deadline), clock.now() + timedelta(minutes=1))
        claimed = Deadline.objects.filter(pk=deadline.pk, next_look_at=seen).update(
            status=deadline.status, next_look_at=deadline.next_look_at, warned=deadline.warned
        )
        if claimed and event != "looked":
            for listener in listeners:
                listener(deadline, event)
    return event
