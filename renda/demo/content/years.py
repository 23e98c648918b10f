"""Terms and sessions of the fictional congress."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from .model import Session, Term

_FIRST_TERM, _FIRST_YEAR, _TERM_YEARS = 18, 2022, 5
_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """1..99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def _opening(year: int, month: int, is_workday: Callable[[date], bool]) -> date:
    """The second Tuesday of the month, or the next working day."""
    day = date(year, month, 8)
    while day.weekday() != 1 or not is_workday(day):
        day += timedelta(days=1)
    return day


def make_sessions(town: str, start: date, today: date, is_workday: Callable[[date], bool]) -> tuple[Session, ...]:
    """Two sessions a year, January (two days) and August (one day), from ``start`` to the next one after today."""
    sessions = []
    for year in range(start.year, today.year + 2):
        term = _FIRST_TERM + (year - _FIRST_YEAR) // _TERM_YEARS
        for half, month, days in ((1, 1, 2), (2, 8, 1)):
            number = (year - _FIRST_YEAR) % _TERM_YEARS * 2 + half
            opens = _opening(year, month, is_workday)
            sessions.append(Session(
                f"s{year}-{half}", term, number, f"{town}第{chinese(term)}届人民代表大会第{chinese(number)}次会议",
                opens, opens + timedelta(days=days - 1)))
    coming = next(s for s in sessions if s.opens_on > today)
    return tuple(s for s in sessions if s.opens_on >= start and s.opens_on <= coming.opens_on)


def make_terms(start: date, today: date, is_workday: Callable[[date], bool]) -> tuple[Term, ...]:
    """The terms from the one that ``start`` is in to the one that ``today`` is in."""
    terms = []
    for number in range(_FIRST_TERM + (start.year - 1 - _FIRST_YEAR) // _TERM_YEARS, _FIRST_TERM + 20):
        year = _FIRST_YEAR + (number - _FIRST_TERM) * _TERM_YEARS
        begins, ends = _opening(year, 1, is_workday), _opening(year + _TERM_YEARS, 1, is_workday)
        if ends > start and begins <= today:
            terms.append(Term(number, f"第{chinese(number)}届", begins, ends))
    return tuple(terms)
