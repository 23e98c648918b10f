"""Computing a due day for the active town, and the next moment to look at a deadline.

The arithmetic is in ``renda.law``; here it meets the town's place, its settings and its calendar.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from renda.foundation import clock
from renda.kernel.deadlines.models import CalendarYear
from renda.kernel.units.models import TownProfile
from renda.kernel.units.scope import remembered
from renda.law import deadlines, workdays
from renda.law.book import book

NUDGES_RULE = "office-deadline-reminders"
HOURS_RULE = "office-working-hours"


def town_calendar() -> workdays.WorkCalendar:
    """The working calendar with the years this office has loaded itself, read once per request."""
    return remembered(
        "calendar",
        lambda: workdays.WorkCalendar(workdays.parse_year_table(row.table) for row in CalendarYear.objects.all()),
    )


def due(
    rule: str, start_on: date, *, case: str | None = None, name: str | None = None, calendar=None
) -> deadlines.RuleDue:
    """The due day of ``rule`` counted from ``start_on`` under the town's place, settings and calendar.

    ``case`` is a special case of the rule (complex), ``name`` which of its durations is meant.
    """
    profile = TownProfile.current()
    return deadlines.due(
        rule,
        start_on,
        place=profile.place_code or None,
        case=case,
        name=name,
        settings=profile.rule_settings,
        calendar=calendar or town_calendar(),
    )


def rule(rule_id: str, on: date | None = None):
    """A rule as it stands in the active town on a day (today when left out)."""
    day = on or clock.today()

    def find():
        profile = TownProfile.current()
        return book().rule(rule_id, day, place=profile.place_code or None, settings=profile.rule_settings)

    return remembered(("rule", rule_id, day), find)


def practice(rule_id: str) -> dict:
    """The parameters of a practice rule under the town's settings, today."""
    return rule(rule_id).params["default"]


def next_working_moment(moment: datetime, calendar: workdays.WorkCalendar, hours: dict) -> datetime:
    """``moment`` itself inside office hours of a working day, else the next opening of the office."""
    opens, closes = hours["opens"], hours["closes"]
    day = moment.date()
    if moment.hour >= closes:
        day += timedelta(days=1)
        moment = clock.at(day, opens)
    while not calendar.is_workday(day):
        day += timedelta(days=1)
        moment = clock.at(day, opens)
    return max(moment, clock.at(day, opens))
