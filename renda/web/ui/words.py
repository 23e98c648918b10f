"""Dates, sizes and shares in the words of the office."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh, day_zh

WEEKDAYS = "一二三四五六日"
_STEP = 1024


def as_day(value: date | datetime | None) -> date | None:
    """The calendar day of a date or of a moment, in the office's own time zone."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value if isinstance(value, date) else None


def cn_date(value: date | datetime | None) -> str:
    """2026年3月1日; empty for no date."""
    day = as_day(value)
    return date_zh(day) if day else ""


def cn_day(value: date | datetime | None) -> str:
    """3月1日 周日; empty for no date."""
    day = as_day(value)
    return f"{day_zh(day)} 周{WEEKDAYS[day.weekday()]}" if day else ""


def cn_moment(value: datetime | date | None) -> str:
    """2026年3月1日 14:05; a plain date comes without an hour."""
    if not isinstance(value, datetime):
        return cn_date(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{cn_date(local)} {local:%H:%M}"


def days_left(value: date | datetime | None) -> int | None:
    """Whole days from today to the date: negative when it has passed, None for no date."""
    day = as_day(value)
    return (day - clock.today()).days if day else None


def relative_day(value: date | datetime | None) -> str:
    """今天, 明天, 昨天, 还有5天, 已过3天; empty for no date."""
    left = days_left(value)
    if left is None:
        return ""
    near = {0: "今天", 1: "明天", -1: "昨天"}
    return near.get(left) or (f"还有{left}天" if left > 0 else f"已过{-left}天")


def cn_size(value: int | None) -> str:
    """Bytes as B, KB, MB or GB with at most one decimal."""
    if value is None or value == "":
        return ""
    size = float(value)
    for unit in ("B", "KB", "MB"):
        if size < _STEP:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= _STEP
    return f"{size:.1f} GB"


def percent(value: float | None) -> str:
    """A share between 0 and 1 as a whole percentage; a dash when there is nothing to divide."""
    return "—" if value is None or value == "" else f"{float(value) * 100:.0f}%"


def or_dash(value: object) -> object:
    """The value, or a dash when it is empty (0 is a value)."""
    return "—" if value is None or value == "" else value
