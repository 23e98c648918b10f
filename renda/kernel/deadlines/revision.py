"""A new holiday table: which open deadlines would move, and moving them once a person has confirmed."""

from __future__ import annotations

import json
from datetime import date

from django.db import transaction

from renda.foundation import clock
from renda.foundation.hashing import canonical_json
from renda.kernel.deadlines import service, timing
from renda.kernel.deadlines.models import CalendarYear, Deadline, DeadlineShift, DeadlineStatus
from renda.law import workdays


def load_year(table: dict, *, loaded_by: str) -> tuple[CalendarYear, list[DeadlineShift]]:
    """Store a year's table (strictly parsed) and propose the shifts it causes; nothing moves yet."""
    parsed = workdays.parse_year_table(table)
    with transaction.atomic():
        row, _ = CalendarYear.objects.update_or_create(
            year=parsed.year,
            defaults={
                "source": "、".join(f"{notice.title}（{notice.number}）" for notice in parsed.notices),
                "table": json.loads(canonical_json(table)),
                "loaded_by": loaded_by,
                "loaded_at": clock.now(),
            },
        )
        return row, propose_shifts()


def propose_shifts() -> list[DeadlineShift]:
    """Recount every open deadline under the present calendar; proposals replace earlier unanswered ones."""
    DeadlineShift.objects.filter(confirmed_at__isnull=True, dropped_at__isnull=True).delete()
    calendar = timing.town_calendar()
    shifts = []
    open_ones = Deadline.objects.filter(status__in=(*DeadlineStatus.open(), DeadlineStatus.PAUSED))
    for deadline in open_ones.iterator(chunk_size=1000):
        if deadline.on_fixed_day or deadline.explanation.get("moves"):
            continue
        counted = timing.due(
            deadline.rule, deadline.start_on, case=deadline.case or None, name=deadline.duration or None, calendar=calendar
        )
        if counted.due.due_on != deadline.due_on or counted.due.provisional != deadline.provisional:
            shifts.append(
                DeadlineShift(
                    deadline=deadline,
                    old_due_on=deadline.due_on,
                    new_due_on=counted.due.due_on,
                    explanation=counted.explain(),
                    provisional=counted.due.provisional,
                )
            )
    return DeadlineShift.objects.bulk_create(shifts)


def open_shifts():
    """Proposals nobody has answered yet."""
    return DeadlineShift.objects.filter(confirmed_at__isnull=True, dropped_at__isnull=True).select_related("deadline")


def confirm(shifts) -> int:
    """Move the deadlines of the given proposals; returns how many moved."""
    count = 0
    with transaction.atomic():
        for shift in shifts:
            deadline: Deadline = shift.deadline
            deadline.provisional = shift.provisional
            apply_shift(deadline, shift.new_due_on, shift.explanation)
            shift.confirmed_at = clock.now()
            shift.save(update_fields=["confirmed_at"])
            count += 1
    return count


def apply_shift(deadline: Deadline, new_due_on: date, explanation: dict) -> None:
    """Move one deadline; when only the provisional mark changed, just its explanation is renewed."""
    if new_due_on != deadline.due_on:
        service.move(deadline, new_due_on, "放假安排公布后重新计算", explanation)
    else:
        deadline.explanation = explanation
        deadline.save()


def drop(shifts) -> int:
    """Keep the old days; the proposals stay on record as declined."""
    return DeadlineShift.objects.filter(pk__in=[shift.pk for shift in shifts]).update(dropped_at=clock.now())
