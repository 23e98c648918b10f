"""Working days: Monday to Friday, less the year's days off, plus its make-up working days.

Each year needs the table of the State Council's notice (rule ``working-day-definition``). A year
without one never stops the work: weekends and the holidays with a fixed date are known, and every
answer for such a year is marked provisional.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from renda.law import yamlfile
from renda.law.errors import RulebookError

FOLDER = Path(__file__).parent / "calendar"
WEEKDAYS_ZH = "一二三四五六日"
SATURDAY = 5
STATUSES = ("published", "provisional")

WORKDAY = "workday"
WEEKEND = "weekend"
HOLIDAY = "holiday"
MAKEUP = "makeup"


@dataclass(frozen=True)
class DayKind:
    """What sort of day it is; true when people work.

    ``kind`` is workday, weekend, holiday or makeup; ``provisional`` when the year's notice is not in.
    """

    kind: str
    reason_zh: str
    provisional: bool

    def __bool__(self) -> bool:
        return self.kind in (WORKDAY, MAKEUP)


@dataclass(frozen=True)
class Notice:
    """The official notice a year table follows."""

    title: str
    number: str
    issued_on: date


@dataclass(frozen=True)
class YearTable:
    """The days off and make-up working days of one year, each with the name of its holiday."""

    year: int
    status: str
    notices: tuple[Notice, ...]
    days_off: Mapping[date, str] = field(default_factory=dict)
    makeup: Mapping[date, str] = field(default_factory=dict)

    @property
    def provisional(self) -> bool:
        """Whether the year's notice has not been published."""
        return self.status == "provisional"


def weekday_zh(day: date) -> str:
    """星期一 … 星期日"""
    return f"星期{WEEKDAYS_ZH[day.weekday()]}"


def parse_year_table(source: str | Mapping[str, Any], where: str = "年度工作日表") -> YearTable:
    """A year table from YAML text or a mapping of the same shape as the shipped files.

    Raises RulebookError for unknown keys, days of another year, a day that is off twice or both
    off and worked, a make-up day that is no weekend, and a published table without notice.
    """
    raw = yamlfile.parse(source, where) if isinstance(source, str) else source
    yamlfile.check_keys(raw, ("year", "status", "notices", "holidays", "makeup_workdays"), (), where)
    year = raw["year"]
    if type(year) is not int or raw["status"] not in STATUSES:
        raise RulebookError("年份或者状态写错了", where=where)
    days_off = _days_off(raw["holidays"], year, where)
    makeup = _makeup(raw["makeup_workdays"], year, days_off, where)
    notices = tuple(_notice(item, where) for item in raw["notices"])
    if raw["status"] == "published" and not notices:
        raise RulebookError("已公布的年度表要写明通知名称、文号和日期", where=where)
    return YearTable(year, raw["status"], notices, days_off, makeup)


def _notice(item: Any, where: str) -> Notice:
    yamlfile.check_keys(item, ("title", "number", "issued_on"), (), where)
    return Notice(item["title"], item["number"], _day(item["issued_on"], where))


def _day(value: Any, where: str) -> date:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError as error:
            raise RulebookError(f"日期写错了：{value}", where=where) from error
    if type(value) is not date:
        raise RulebookError(f"日期写错了：{value}", where=where)
    return value


def _days_off(items: Iterable[Any], year: int, where: str) -> dict[date, str]:
    found: dict[date, str] = {}
    for item in items:
        yamlfile.check_keys(item, ("name", "from", "to"), (), where)
        first, last = _day(item["from"], where), _day(item["to"], where)
        if first.year != year or last.year != year or last < first:
            raise RulebookError(f"{item['name']}的起止日期不对：{first} 至 {last}", where=where)
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            if day in found:
                raise RulebookError(f"{day} 写了两次", where=where)
            found[day] = item["name"]
    return found


def _makeup(items: Iterable[Any], year: int, days_off: Mapping[date, str], where: str) -> dict[date, str]:
    found: dict[date, str] = {}
    for item in items:
        yamlfile.check_keys(item, ("name", "day"), (), where)
        day = _day(item["day"], where)
        if day.year != year or day in found or day in days_off or day.weekday() < SATURDAY:
            raise RulebookError(
                f"调休上班日 {day} 不对：应当是本年的周末，不重复，也不在放假日里", where=where
            )
        found[day] = item["name"]
    return found


@lru_cache(maxsize=1)
def shipped_tables() -> tuple[YearTable, ...]:
    """The year tables that come with the product."""
    paths = sorted(FOLDER.glob("[0-9][0-9][0-9][0-9].yaml"))
    return tuple(parse_year_table(p.read_text(encoding="utf-8"), p.name) for p in paths)


@lru_cache(maxsize=1)
def fixed_days() -> tuple[Mapping[str, Any], ...]:
    """Holidays with a fixed date in the solar calendar, for years without a table."""
    raw = yamlfile.read(FOLDER / "fixed.yaml", "fixed.yaml")
    return tuple(
        yamlfile.check_keys(item, ("name", "month", "day"), ("from_year",), "fixed.yaml")
        for item in raw["days"]
    )


class WorkCalendar:
    """Which days are worked. ``tables`` are laid over the shipped ones, year by year."""

    def __init__(self, tables: Iterable[YearTable] = ()) -> None:
        self._tables = {table.year: table for table in (*shipped_tables(), *tables)}

    def table(self, year: int) -> YearTable | None:
        """The table of a year, or None."""
        return self._tables.get(year)

    def is_provisional(self, year: int) -> bool:
        """Whether the year's arrangement is not known for certain."""
        table = self._tables.get(year)
        return table is None or table.provisional

    def is_workday(self, day: date) -> DayKind:
        """The sort of day; use it as a truth value or read ``kind`` and ``reason_zh``."""
        provisional = self.is_provisional(day.year)
        name = self._holiday(day)
        if name:
            return DayKind(HOLIDAY, f"{name}放假", provisional)
        table = self._tables.get(day.year)
        if table and day in table.makeup:
            return DayKind(MAKEUP, f"{weekday_zh(day)}，{table.makeup[day]}调休上班", provisional)
        if day.weekday() >= SATURDAY:
            return DayKind(WEEKEND, f"{weekday_zh(day)}休息", provisional)
        return DayKind(WORKDAY, f"{weekday_zh(day)}，工作日", provisional)

    def next_workday(self, day: date) -> date:
        """``day`` itself when worked, otherwise the first working day after it."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def previous_workday(self, day: date) -> date:
        """``day`` itself when worked, otherwise the last working day before it."""
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day

    def _holiday(self, day: date) -> str:
        table = self._tables.get(day.year)
        if table:
            return table.days_off.get(day, "")
        for item in fixed_days():
            if (item["month"], item["day"]) == (day.month, day.day) and day.year >= item.get("from_year", 0):
                return item["name"]
        return ""


@lru_cache(maxsize=1)
def standard_calendar() -> WorkCalendar:
    """The calendar of the shipped tables alone."""
    return WorkCalendar()
