"""Counting: properties that hold for every day and length, against brute force."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renda.law import Duration, RulebookError, counting
from renda.law.workdays import standard_calendar

CALENDAR = standard_calendar()
DAYS = st.dates(date(2019, 6, 1), date(2028, 6, 1))
UNITS = st.sampled_from(["calendar-day", "working-day", "month", "year"])
LENGTHS = st.integers(1, 40)
quick = settings(max_examples=150, deadline=None)


@quick
@given(DAYS, st.integers(1, 60))
def test_working_days_are_exact(start, days):
    end = counting.add_working_days(start, days, CALENDAR)
    worked = [n for n in range(1, (end - start).days + 1) if CALENDAR.is_workday(start + timedelta(days=n))]
    assert len(worked) == days
    assert CALENDAR.is_workday(end)


@quick
@given(DAYS, st.integers(1, 60))
def test_working_days_backwards_mirror(event, days):
    begin = counting.subtract_working_days(event, days, CALENDAR)
    worked = [n for n in range((event - begin).days) if CALENDAR.is_workday(begin + timedelta(days=n))]
    assert len(worked) == days


@quick
@given(DAYS, DAYS, LENGTHS, UNITS, st.booleans())
def test_later_start_never_ends_earlier(one, other, value, unit, roll):
    first, second = sorted((one, other))
    duration = Duration(value, unit)
    assert (
        counting.due(duration, first, CALENDAR, roll).due_on
        <= counting.due(duration, second, CALENDAR, roll).due_on
    )


@quick
@given(DAYS, LENGTHS, UNITS)
def test_longer_never_ends_earlier(start, value, unit):
    shorter = counting.due(Duration(value, unit), start, CALENDAR)
    longer = counting.due(Duration(value + 1, unit), start, CALENDAR)
    assert shorter.due_on <= longer.due_on


@quick
@given(DAYS, LENGTHS, UNITS)
def test_rolled_day_is_worked_and_only_days_off_lie_between(start, value, unit):
    plain = counting.due(Duration(value, unit), start, CALENDAR, roll=False)
    rolled = counting.due(Duration(value, unit), start, CALENDAR)
    assert CALENDAR.is_workday(rolled.due_on)
    gap = (rolled.due_on - plain.due_on).days
    assert not any(CALENDAR.is_workday(plain.due_on + timedelta(days=n)) for n in range(gap))
    assert rolled.rolled_from == (plain.due_on if gap else None)


@quick
@given(DAYS, st.integers(1, 120))
def test_months_keep_the_number_or_end_the_month(start, months):
    end = counting.add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


@quick
@given(DAYS, LENGTHS, UNITS)
def test_steps_tell_the_whole_way(start, value, unit):
    found = counting.due(Duration(value, unit), start, CALENDAR)
    days = [s.day for s in found.steps]
    assert days == sorted(days)
    assert days[0] == start and days[-1] == found.due_on
    assert not found.steps[0].counted
    assert all(s.note_zh for s in found.steps)
    if unit == "working-day":
        assert sum(s.counted for s in found.steps) == value
        assert len(days) == (found.due_on - start).days + 1


@quick
@given(DAYS, LENGTHS, UNITS)
def test_provisional_exactly_when_an_unknown_year_plays_a_part(start, value, unit):
    found = counting.due(Duration(value, unit), start, CALENDAR)
    first = start if unit == "working-day" else (found.rolled_from or found.due_on)
    unknown = any(not 2020 <= y <= 2026 for y in range(first.year, found.due_on.year + 1))
    assert found.provisional is unknown
    assert ("暂按" in found.sentence_zh) is unknown


@pytest.mark.parametrize(
    "start, years, end",
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2026, 2, 28), 10, date(2036, 2, 28)),
    ],
)
def test_years(start, years, end):
    assert counting.add_years(start, years) == end


def test_before_can_move_back_to_a_working_day():
    found = counting.due_before(Duration(7, "calendar-day"), date(2026, 10, 14), CALENDAR, roll=True)
    assert found.due_on == date(2026, 9, 30)
    assert found.rolled_from == date(2026, 10, 7)
    assert "提前到2026年9月30日" in found.sentence_zh


def test_before_in_working_days_and_months():
    assert counting.due_before(Duration(3, "working-day"), date(2026, 10, 10), CALENDAR).due_on == date(
        2026, 9, 30
    )
    assert counting.due_before(Duration(1, "month"), date(2026, 3, 31), CALENDAR).due_on == date(2026, 2, 28)
    assert counting.due_before(Duration(20, "calendar-day"), date(2026, 12, 20), CALENDAR).due_on == date(
        2026, 11, 30
    )


def test_sentence():
    found = counting.due(Duration(3, "month"), date(2026, 7, 1), CALENDAR)
    assert found.sentence_zh == (
        "自2026年7月1日起3个月，到2026年10月1日；期满当天休息，顺延到2026年10月8日（星期四）。"
    )


def test_unknown_unit():
    with pytest.raises(RulebookError, match="week"):
        counting.due(Duration(1, "week"), date(2026, 7, 1), CALENDAR)
