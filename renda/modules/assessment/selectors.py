"""Which assessment is worked on, and over which days an item is looked at."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from renda.kernel.deadlines import timing
from renda.modules.assessment.models import Assessment, Item, Period

OPEN = "open"
RULE = "assessment-return"
#: First and last month of a part of the year.
MONTHS = {
    Period.FIRST_HALF: (1, 6), Period.SECOND_HALF: (7, 12),
    Period.Q1: (1, 3), Period.Q2: (4, 6), Period.Q3: (7, 9), Period.Q4: (10, 12),
}  # fmt: skip


def current() -> Assessment | None:
    """The assessment that is being answered; of several the latest year's."""
    return Assessment.objects.filter(state=OPEN).order_by("-year", "-id").first()


def stretch(item: Item) -> tuple[date, date]:
    """The first and last day an item is about: its part of the year, within the time that is assessed."""
    whole = item.assessment
    if item.period not in MONTHS:
        return whole.from_on, whole.until_on
    first, last = MONTHS[item.period]
    begin = date(whole.year, first, 1)
    end = date(whole.year, last, calendar.monthrange(whole.year, last)[1])
    return max(begin, whole.from_on), max(min(end, whole.until_on), whole.from_on)


def usual_hand_in(year: int) -> date:
    """By when the return of ``year`` goes to the county, where the county has not named a day (rule ``assessment-return``)."""
    month, day = (int(part) for part in timing.practice(RULE)["hand_in_by"].split("-"))
    return date(year, month, day)


def ready_by(item: Item) -> date:
    """By when the material of an item should be there: with the end of its time, some days before the return at the latest."""
    before = timedelta(days=timing.practice(RULE)["ready_days_before"])
    return min(stretch(item)[1], item.assessment.hand_in_on - before)


def earlier(year: int | None = None):
    """Assessments whose scheme can be copied, the latest first."""
    rows = Assessment.objects.exclude(state="dropped")
    return (rows.filter(year__lt=year) if year else rows).order_by("-year", "-id")
