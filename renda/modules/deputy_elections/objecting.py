"""The days of objections to a voters' list, counted from the day this very list was published."""

from __future__ import annotations

from datetime import date

from renda.kernel.deadlines import timing
from renda.kernel.units.models import TownProfile
from renda.law import counting, deadlines
from renda.law.model import Duration
from renda.modules.deputy_elections.models import Contest

RULE = "voter-list-appeal"


def counted(start: date, parameter: str) -> counting.Due:
    """A period of the rule on objections, counted from ``start``."""
    length = Duration(timing.rule(RULE, start).value(parameter), "calendar-day")
    return counting.due(
        length, start, timing.town_calendar(), deadlines.rolls(start, TownProfile.current().rule_settings)
    )


def last_day(contest: Contest) -> date | None:
    """Until when objections are taken; None before the list is published."""
    return counted(contest.roll_on, "appeal_within_days").due_on if contest.roll_on else None


def answer_by(received_on: date) -> date:
    """Until when an objection must be decided."""
    return counted(received_on, "decide_within_days").due_on


def last_suit(contest: Contest) -> date:
    """Until when a suit may be brought before polling day."""
    days = timing.rule(RULE, contest.election.polling_on).value("sue_days_before")
    return counting.subtract_calendar_days(contest.election.polling_on, days)
