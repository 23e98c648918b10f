"""Deadline arithmetic, one function per way of counting.

The congress laws give lengths and no way of counting them; the Civil Code's articles on periods
(民法典第201条至第203条) are used by analogy: the starting day does not count, a month ends on the same
number, a last day off moves on. The moving on can be switched off.
"""

from __future__ import annotations

import calendar as month_lengths
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from renda.foundation.chinese.dates import date_zh
from renda.law.errors import RulebookError
from renda.law.model import MONTHS_IN_YEAR, Duration
from renda.law.workdays import WorkCalendar, weekday_zh

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """One line of "why this day": a day, whether it counted, its kind, a remark."""

    day: date
    counted: bool
    kind: str
    note_zh: str


@dataclass(frozen=True)
class Due:
    """A last day with the way to it.

    ``rolled_from`` is the day the period really ended on when that was a day off;
    ``provisional`` when a year without published arrangement played a part.
    """

    due_on: date
    start_on: date
    provisional: bool
    steps: tuple[Step, ...]
    rolled_from: date | None
    sentence_zh: str


# 民法典第201条第1款：the day it begins is left out, counting starts the next day.
def add_calendar_days(start_on: date, days: int) -> date:
    """The last of ``days`` calendar days after ``start_on``."""
    return start_on + timedelta(days=days)


# Working days: first sentence as above; days off are passed over (放假办法，国务院办公厅年度通知).
def add_working_days(start_on: date, days: int, calendar: WorkCalendar) -> date:
    """The last of ``days`` working days after ``start_on``."""
    day = start_on
    while days > 0:
        day += ONE_DAY
        if calendar.is_workday(day):
            days -= 1
    return day


# 民法典第202条：the period ends on the day of the same number; the month's last day if there is none.
def add_months(start_on: date, months: int) -> date:
    """The day of the same number ``months`` later (negative: earlier), at most the month's end."""
    index = start_on.year * MONTHS_IN_YEAR + start_on.month - 1 + months
    year, month = divmod(index, MONTHS_IN_YEAR)
    last = month_lengths.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start_on.day, last))


# 民法典第202条：years run like months; 29 February ends on the 28th in a common year.
def add_years(start_on: date, years: int) -> date:
    """The same day ``years`` later."""
    return add_months(start_on, years * MONTHS_IN_YEAR)


# 民法典第203条第1款：a last day that is off moves to the first day after it that is worked.
def roll_forward(day: date, calendar: WorkCalendar) -> date:
    """``day`` or the first working day after it."""
    return calendar.next_workday(day)


# Counted backwards ("n days before the day"): the day itself is left out (第201条 by analogy).
def subtract_calendar_days(event_on: date, days: int) -> date:
    """The latest day that leaves ``days`` calendar days before ``event_on``."""
    return event_on - timedelta(days=days)


# Backwards in working days: the same, days off are passed over.
def subtract_working_days(event_on: date, days: int, calendar: WorkCalendar) -> date:
    """The latest day that leaves ``days`` working days before ``event_on``."""
    day = event_on
    while days > 0:
        day -= ONE_DAY
        if calendar.is_workday(day):
            days -= 1
    return day


def due(duration: Duration, start_on: date, calendar: WorkCalendar, roll: bool = True) -> Due:
    """The last day of ``duration`` counted from ``start_on``, with every step on the way.

    ``roll``: whether a last day that is off moves to the next working day (working-day periods
    always end on a working day). Raises RulebookError for an unknown unit.
    """
    ways: dict[str, Callable[[Duration, date, WorkCalendar], list[Step]]] = {
        "calendar-day": _day_steps,
        "working-day": _working_day_steps,
        "month": _month_steps,
        "year": _month_steps,
    }
    if duration.unit not in ways:
        raise RulebookError(f"不认识的期限单位：{duration.unit}")
    steps = [
        Step(start_on, False, "start", "起算的当天，不算"),
        *ways[duration.unit](duration, start_on, calendar),
    ]
    ended_on = steps[-1].day
    due_on = ended_on
    if roll and duration.unit != "working-day":
        due_on = roll_forward(ended_on, calendar)
        if due_on != ended_on:
            steps[-1:] = _roll_steps(steps[-1], due_on, calendar)
    return _finished(duration, start_on, ended_on, due_on, steps, calendar)


def due_before(duration: Duration, event_on: date, calendar: WorkCalendar, roll: bool = False) -> Due:
    """The latest day that still lies ``duration`` before ``event_on``.

    ``roll``: whether a day off moves back to the working day before it, which is the safe side.
    """
    if duration.unit == "working-day":
        day = subtract_working_days(event_on, duration.value, calendar)
    elif duration.unit == "calendar-day":
        day = subtract_calendar_days(event_on, duration.value)
    else:
        day = add_months(event_on, -(duration.months() or 0))
    due_on = calendar.previous_workday(day) if roll else day
    rolled = day if due_on != day else None
    steps = (
        Step(event_on, False, "start", "往前数，当天不算"),
        Step(day, True, calendar.is_workday(day).kind, f"往前满{duration.text}"),
        *(
            (Step(due_on, True, calendar.is_workday(due_on).kind, "遇休息日，提前到前一个工作日"),)
            if rolled
            else ()
        ),
    )
    looked_at = duration.unit == "working-day" or roll
    provisional = looked_at and any(calendar.is_provisional(y) for y in range(due_on.year, event_on.year + 1))
    moved = f"；这天休息，提前到{date_zh(due_on)}" if rolled else ""
    sentence = (
        f"{date_zh(event_on)}往前数{duration.text}，最迟{date_zh(day)}{moved}（{weekday_zh(due_on)}）。"
    )
    return Due(due_on, event_on, provisional, steps, rolled, sentence)


def _day_steps(duration: Duration, start_on: date, calendar: WorkCalendar) -> list[Step]:
    last = add_calendar_days(start_on, duration.value)
    first = start_on + ONE_DAY
    steps = [] if first == last else [Step(first, True, calendar.is_workday(first).kind, "第1日")]
    return [*steps, Step(last, True, calendar.is_workday(last).kind, f"第{duration.value}日，期满")]


def _working_day_steps(duration: Duration, start_on: date, calendar: WorkCalendar) -> list[Step]:
    steps: list[Step] = []
    day, counted = start_on, 0
    while counted < duration.value:
        day += ONE_DAY
        kind = calendar.is_workday(day)
        if kind:
            counted += 1
            note = f"第{counted}个工作日（{kind.reason_zh}）"
        else:
            note = f"{kind.reason_zh}，不算"
        steps.append(Step(day, bool(kind), kind.kind, note))
    return steps


def _month_steps(duration: Duration, start_on: date, calendar: WorkCalendar) -> list[Step]:
    size = MONTHS_IN_YEAR if duration.unit == "year" else 1
    steps = []
    for number in range(1, duration.value + 1):
        day = add_months(start_on, number * size)
        clamped = "，当月没有这一日，取月末" if day.day != start_on.day else ""
        name = "年" if size > 1 else "个月"
        steps.append(Step(day, True, calendar.is_workday(day).kind, f"满{number}{name}{clamped}"))
    return steps


def _roll_steps(ended: Step, due_on: date, calendar: WorkCalendar) -> list[Step]:
    first = replace(ended, note_zh=f"{ended.note_zh}；{calendar.is_workday(ended.day).reason_zh}，顺延")
    days = [ended.day + timedelta(days=n) for n in range(1, (due_on - ended.day).days)]
    between = [Step(d, False, (k := calendar.is_workday(d)).kind, f"{k.reason_zh}，顺延") for d in days]
    kind = calendar.is_workday(due_on)
    return [first, *between, Step(due_on, True, kind.kind, f"顺延到这一天（{kind.reason_zh}）")]


def _finished(
    duration: Duration,
    start_on: date,
    ended_on: date,
    due_on: date,
    steps: list[Step],
    calendar: WorkCalendar,
) -> Due:
    first_year = start_on.year if duration.unit == "working-day" else ended_on.year
    provisional = any(calendar.is_provisional(year) for year in range(first_year, due_on.year + 1))
    rolled_from = ended_on if due_on != ended_on else None
    moved = f"；期满当天休息，顺延到{date_zh(due_on)}" if rolled_from else ""
    sentence = (
        f"自{date_zh(start_on)}起{duration.text}，到{date_zh(ended_on)}{moved}（{weekday_zh(due_on)}）。"
    )
    if provisional:
        sentence += "有关年份的放假安排还没有公布，暂按这一天。"
    return Due(due_on, start_on, provisional, tuple(steps), rolled_from, sentence)
