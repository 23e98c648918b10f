"""Dates as people type them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renda.foundation.chinese import dates

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-05",
        "2026-3-5",
        "2026.3.5",
        "2026.03.05",
        "2026。3。5",
        "2026/3/5",
        "2026、3、5",
        "20260305",
        20260305,
        "2026年3月5日",
        "2026年03月05日",
        "2026年3月5号",
        "2026 年 3 月 5 日",
        "二〇二六年三月五日",
        "二○二六年三月五日",
        "２０２６－０３－０５",
        "2026-03-05 00:00:00",
        "2026-03-05T08:30:00+08:00",
        "46086",
        46086,
        46086.5,
        date(2026, 3, 5),
        datetime(2026, 3, 5, 9, 30),  # noqa: DTZ001  a spreadsheet cell has no zone
    ],
)
def test_all_forms_give_the_day(value):
    found = dates.parse(value)
    assert found.to_date() == DAY
    assert found.precision == "day"
    assert dates.parse_date(value) == DAY


@pytest.mark.parametrize("value", ["2026年3月", "2026.3", "2026-03", "2026/3", "二〇二六年三月", 2026.3])
def test_month_only(value):
    found = dates.parse(value)
    assert (found.year, found.month, found.day, found.precision) == (2026, 3, None, "month")
    assert found.to_date() is None
    assert found.first_day() == date(2026, 3, 1)
    assert found.text == "2026年3月"
    with pytest.raises(ValueError, match="写到日"):
        dates.parse_date(value)


@pytest.mark.parametrize("value", ["2026年", "2026", 2026, "二〇二六年"])
def test_year_only(value):
    assert dates.parse(value).precision == "year"
    assert dates.parse(value).text == "2026年"


@pytest.mark.parametrize(
    "serial, day", [(45321, date(2024, 1, 30)), (36526, date(2000, 1, 1)), (29221, date(1980, 1, 1))]
)
def test_spreadsheet_serials(serial, day):
    assert dates.parse(serial).to_date() == day


@pytest.mark.parametrize("value", ["二〇二六年十二月三十一日", "2026年12月31日"])
def test_last_day_of_the_year(value):
    assert dates.parse(value).to_date() == date(2026, 12, 31)


@pytest.mark.parametrize(
    "value",
    [
        "",
        None,
        "不详",
        "2026-02-30",
        "2026-13-01",
        "2026年0月1日",
        "99999",
        "1700-01-01",
        "3月5日",
        True,
        2026.1,
    ],
)
def test_not_a_date(value):
    with pytest.raises(ValueError, match="[\u4e00-\u9fff]"):
        dates.parse(value)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_printed_forms_read_back(day):
    assert dates.parse(dates.date_zh(day)).to_date() == day
    assert dates.parse(dates.format_chinese(day)).to_date() == day
    assert dates.parse(day.isoformat()).to_date() == day
    assert dates.parse(day.strftime("%Y%m%d")).to_date() == day


def test_formats():
    assert dates.date_zh(DAY) == "2026年3月5日"
    assert dates.format_month(DAY) == "2026年3月"
    assert dates.format_chinese(date(2026, 10, 21)) == "二〇二六年十月二十一日"
