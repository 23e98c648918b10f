"""The working-day tables against an independent table and against dates known by heart."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from renda.law import RulebookError
from renda.law.workdays import WorkCalendar, parse_year_table, shipped_tables, standard_calendar

CALENDAR = standard_calendar()


def days_of(year):
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", range(2020, 2027))
def test_equals_the_independent_table(year):
    different = [d for d in days_of(year) if bool(CALENDAR.is_workday(d)) != chinese_calendar.is_workday(d)]
    assert different == []


@pytest.mark.parametrize(
    "day, kind, reason",
    [
        (date(2026, 1, 4), "makeup", "元旦调休上班"),
        (date(2026, 2, 16), "holiday", "春节放假"),
        (date(2026, 2, 24), "workday", "星期二，工作日"),
        (date(2026, 5, 9), "makeup", "星期六，劳动节调休上班"),
        (date(2026, 10, 7), "holiday", "国庆节放假"),
        (date(2026, 10, 10), "makeup", "国庆节调休上班"),
        (date(2026, 11, 21), "weekend", "星期六休息"),
        (date(2020, 2, 2), "holiday", "春节放假"),
        (date(2020, 2, 1), "holiday", "春节放假"),
    ],
)
def test_known_days(day, kind, reason):
    found = CALENDAR.is_workday(day)
    assert found.kind == kind
    assert reason in found.reason_zh
    assert bool(found) is (kind in ("workday", "makeup"))
    assert found.provisional is False


def test_published_years_name_their_notice():
    by_year = {t.year: t for t in shipped_tables()}
    assert sorted(by_year) == list(range(2020, 2028))
    for year in range(2020, 2027):
        notice = by_year[year].notices[0]
        assert notice.number.startswith(f"国办发明电〔{year - 1}〕")
        assert notice.issued_on.year == year - 1
    assert len(by_year[2020].notices) == 2


def test_2027_is_provisional_with_the_statutory_days():
    table = CALENDAR.table(2027)
    assert table.provisional and not table.makeup
    assert len(table.days_off) == 13
    assert CALENDAR.is_workday(date(2027, 2, 5)).kind == "holiday"
    assert CALENDAR.is_workday(date(2027, 3, 1)).provisional


def test_year_without_table_never_crashes():
    assert CALENDAR.table(2035) is None
    assert CALENDAR.is_workday(date(2035, 10, 1)).kind == "holiday"
    assert CALENDAR.is_workday(date(2035, 5, 2)).kind == "holiday"
    assert CALENDAR.is_workday(date(2012, 5, 2)).kind == "workday"
    assert CALENDAR.is_workday(date(2035, 3, 3)).kind == "weekend"
    assert all(CALENDAR.is_workday(d).provisional for d in days_of(2035))


def test_next_and_previous_workday():
    assert CALENDAR.next_workday(date(2026, 10, 1)) == date(2026, 10, 8)
    assert CALENDAR.previous_workday(date(2026, 10, 7)) == date(2026, 9, 30)
    assert CALENDAR.next_workday(date(2026, 10, 10)) == date(2026, 10, 10)


def test_extra_table_is_laid_over():
    raw = {"year": 2026, "status": "published", "notices": [], "holidays": [], "makeup_workdays": []}
    raw["notices"] = [{"title": "补充通知", "number": "1号", "issued_on": "2026-12-01"}]
    calendar = WorkCalendar([parse_year_table(raw)])
    assert calendar.is_workday(date(2026, 10, 1)).kind == "workday"
    assert CALENDAR.is_workday(date(2026, 10, 1)).kind == "holiday"


GOOD = {"year": 2030, "status": "provisional", "notices": [], "holidays": [], "makeup_workdays": []}


@pytest.mark.parametrize(
    "edit",
    [
        {"colour": "red"},
        {"status": "maybe"},
        {"status": "published"},
        {"year": "2030"},
        {"holidays": [{"name": "元旦", "from": "2030-01-02", "to": "2030-01-01"}]},
        {"holidays": [{"name": "元旦", "from": "2029-12-31", "to": "2030-01-01"}]},
        {"holidays": [{"name": "元旦", "from": "2030-01-01", "to": "2030-01-32"}]},
        {"holidays": [{"name": "a", "from": "2030-01-01", "to": "2030-01-01"}] * 2},
        {"makeup_workdays": [{"name": "元旦", "day": "2030-01-07"}]},
        {"makeup_workdays": [{"name": "元旦", "day": "2030-01-05"}] * 2},
        {"notices": [{"title": "通知"}]},
    ],
)
def test_wrong_year_table_is_refused(edit):
    assert parse_year_table(GOOD).year == 2030
    with pytest.raises(RulebookError):
        parse_year_table(GOOD | edit)
    with pytest.raises(RulebookError):
        parse_year_table("year: [")
