"""The data of the town that last year's words are held against: a plain snapshot, no database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from renda.law.workdays import WorkCalendar, standard_calendar


@dataclass(frozen=True)
class SessionFact:
    """A session of the town's congress; days are None when they are not fixed yet."""

    term: int
    number: int
    opens_on: date | None = None
    closes_on: date | None = None


@dataclass(frozen=True)
class PostFact:
    """A person in a post of a unit from one day to another (None: still)."""

    person: str
    unit: str
    post: str
    from_on: date
    until_on: date | None = None

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class SeatFact:
    """A deputy's seat from one day to another, and why it ended."""

    person: str
    from_on: date
    until_on: date | None = None
    cause: str = ""

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class UnitFact:
    name: str
    short_name: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class NumberFact:
    """A number that a register gave out."""

    text: str
    subject: str
    year: int


@dataclass(frozen=True)
class FigureFact:
    """A figure of the data for last year's stretch of time, and the same for this year's."""

    key: str
    label: str
    unit: str
    old_text: str
    new_text: str
    old_label: str
    new_label: str
    scope: str


@dataclass(frozen=True)
class FigureOffer:
    """A figure that may be meant by a number. Its rows are counted only when its name fits the words around the number:
    ``count()`` gives the fact, or None where last year had nothing of it. ``is_share``: a percentage."""

    label: str
    unit: str
    key: str
    is_share: bool
    count: Callable[[], FigureFact | None]


@dataclass(frozen=True)
class LawAnswer:
    """What became of a law, or of one of its articles, between two days.

    ``known``: whether the library or the rulebook knows the law. ``changed``: another text holds now. ``article``: the
    article's number now (None: not asked, or not known).
    """

    known: bool = False
    changed: bool = False
    article: int | None = None
    sub: int = 0
    certain: bool = False
    note: str = ""
    source: str = ""


def no_law(title: str, article: int | None, old_on: date, new_on: date) -> LawAnswer:
    """For a computer without a library of laws."""
    return LawAnswer()


def no_figure(key: str, scope: str, shift: int, sessions: tuple[SessionFact | None, SessionFact | None]) -> FigureFact | None:
    """For a computer without data."""
    return None


def no_figures(years: tuple[int, ...], shift: int, sessions: tuple[SessionFact | None, SessionFact | None]) -> tuple[FigureOffer, ...]:
    """For a computer without data."""
    return ()


@dataclass(frozen=True)
class TownFacts:
    """Everything ``renew`` may know. All parts may be empty: then more is left to be ruled on.

    ``figure``: one figure of last year over this year's stretch of time. ``legal``: numbers that the law fixes, in
    words, with what they are (五名以上, 议案联名人数).
    """

    town: str = ""
    office_phone: str = ""
    sessions: tuple[SessionFact, ...] = ()
    people: tuple[str, ...] = ()
    posts: tuple[PostFact, ...] = ()
    seats: tuple[SeatFact, ...] = ()
    units: tuple[UnitFact, ...] = ()
    numbers: tuple[NumberFact, ...] = ()
    calendar: WorkCalendar = standard_calendar()
    law: Callable[[str, int | None, date, date], LawAnswer] = no_law
    figures: Callable[[tuple[int, ...], int, tuple[SessionFact | None, SessionFact | None]], tuple[FigureOffer, ...]] = no_figures
    figure: Callable[[str, str, int, tuple[SessionFact | None, SessionFact | None]], FigureFact | None] = no_figure
    legal: tuple[tuple[str, str], ...] = ()

    def session(self, term: int, number: int) -> SessionFact | None:
        """The session of this term and number."""
        return next((one for one in self.sessions if (one.term, one.number) == (term, number)), None)
