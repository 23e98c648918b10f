"""The only place that tells the time.

Everything that asks "what day is it" asks here, so that tests, the demonstration town and
"show me next month" can move the clock. The product lives in one time zone: China has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

_frozen: ContextVar[datetime | None] = ContextVar("renda_clock", default=None)


def now() -> datetime:
    """The present moment as an aware datetime in China time (or the moment the clock was set to)."""
    return _frozen.get() or datetime.now(ZONE)


def today() -> date:
    """The present calendar day in China."""
    return now().date()


def year() -> int:
    """The present calendar year in China."""
    return today().year


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """The moment ``hour:minute`` (China time) on ``day``."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE)


@contextmanager
def set_to(moment: datetime | date) -> Iterator[None]:
    """Inside the block the clock stands still at ``moment`` (a bare date means 9 in the morning)."""
    if not isinstance(moment, datetime):
        moment = at(moment)
    elif moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZONE)
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Inside the block the clock stands still ``by`` away from the present moment."""
    with set_to(now() + by):
        yield
