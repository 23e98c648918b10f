"""Dates as people type them and as official papers print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from renda.foundation.chinese.numbers import from_chinese, to_chinese, to_digits

# Day 0 of a spreadsheet (the 1900 system with its leap-year mistake) and the serials accepted.
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_FIRST = 10_000
EXCEL_LAST = 73_050
FIRST_YEAR = 1900
LAST_YEAR = 2200

_NUM = r"[0-9〇○零一二三四五六七八九十]"
_FORMS = (
    re.compile(rf"^(?P<y>{_NUM}{{4}})年(?:(?P<m>{_NUM}{{1,3}})月(?:(?P<d>{_NUM}{{1,3}})[日号]?)?)?$"),
    re.compile(r"^(?P<y>\d{4})(?P<s>[-./、])(?P<m>\d{1,2})(?:(?P=s)(?P<d>\d{1,2}))?$"),
    re.compile(r"^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$"),
    re.compile(r"^(?P<y>\d{4})$"),
)
_TIME = re.compile(r"(?<=\d)[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?([+-]\d{2}:?\d{2}|Z)?$")


@dataclass(frozen=True)
class PartialDate:
    """A date known to the year, the month or the day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> str:
        """year, month or day."""
        return "day" if self.day else "month" if self.month else "year"

    def to_date(self) -> date | None:
        """The date when the day is known, else None."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def first_day(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def text(self) -> str:
        """2026年 / 2026年3月 / 2026年3月5日"""
        month = f"{self.month}月" if self.month else ""
        return f"{self.year}年{month}{f'{self.day}日' if self.day else ''}"


def parse(value: object) -> PartialDate:
    """The date in ``value``: text in any usual form, a spreadsheet serial, a date or a datetime.

    Raises ValueError (with a Chinese message) when it cannot be one.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return PartialDate(value.year, value.month, value.day)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = _from_number(value)
    text = _tidy(str(value or ""))
    for form in _FORMS:
        if found := form.match(text):
            return _checked(found, text)
    if (serial := _serial(text)) is not None:
        return PartialDate(serial.year, serial.month, serial.day)
    raise ValueError(
        f"看不懂这个日期：{str(value or '').strip() or '（空）'}，请写成 2026-03-05 或 2026年3月5日"
    )


def parse_date(value: object) -> date:
    """Like ``parse`` but the day must be known."""
    found = parse(value).to_date()
    if found is None:
        raise ValueError(f"日期要写到日：{value}")
    return found


def date_zh(day: date) -> str:
    """2026年3月5日"""
    return f"{day.year}年{day.month}月{day.day}日"


def day_zh(day: date) -> str:
    """3月5日, where the year goes without saying"""
    return f"{day.month}月{day.day}日"


def format_month(day: date) -> str:
    """2026年3月"""
    return f"{day.year}年{day.month}月"


def format_chinese(day: date) -> str:
    """二〇二六年三月五日"""
    return f"{to_digits(day.year)}年{to_chinese(day.month)}月{to_chinese(day.day)}日"


def _from_number(value: int | float) -> str:
    if float(value).is_integer():
        return str(int(value))
    if FIRST_YEAR <= value <= LAST_YEAR and str(value).endswith(".1"):
        raise ValueError(f"{value} 分不清是1月还是10月，请写成 2026-01 或 2026-10 这样")
    return str(value)


def _tidy(text: str) -> str:
    text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text).replace("。", ".")
    text = _TIME.sub("", text.strip())
    return re.sub(r"\s+", "", text).rstrip("./-")


def _checked(found: re.Match[str], text: str) -> PartialDate:
    groups = found.groupdict()
    try:
        year, month, day = (from_chinese(groups[k]) if groups.get(k) else None for k in "ymd")
        if not FIRST_YEAR <= (year or 0) <= LAST_YEAR:
            raise ValueError
        date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"没有这一天：{text}") from error
    return PartialDate(year or 0, month, day)


def _serial(text: str) -> date | None:
    number = re.fullmatch(r"(\d{5})(\.\d+)?", text)
    if number and EXCEL_FIRST <= int(number[1]) <= EXCEL_LAST:
        return EXCEL_EPOCH + timedelta(days=int(number[1]))
    return None
