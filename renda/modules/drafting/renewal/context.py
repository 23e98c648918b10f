"""What "last year" and "this year" mean for one paper: the years, the sessions, the days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from renda.foundation import clock
from renda.foundation.chinese.dates import parse_date
from renda.kernel.documents.engine.model import OfficialPaper
from renda.law.workdays import weekday_zh
from renda.modules.drafting.renewal.facts import FigureOffer, SessionFact, TownFacts
from renda.modules.drafting.renewal.slots import Slot, slots
from renda.modules.drafting.renewal.words import COUNT, value_of, vocabulary

SESSION = re.compile(
    rf"第?(?P<term>\d{{1,2}}|{COUNT}{{1,3}})届(?:镇|乡)?(?:人民代表大会|人大|人代会|代表大会)?第?(?P<number>\d{{1,2}}|{COUNT}{{1,3}})次(?P<end>会议|全体会议)?"
)
SHORT_SESSION = re.compile(r"^(\d{1,2})[-—.](\d{1,2})$")
#: From this month on a paper may tell figures of its own year.
FIRST_MONTH_TELLING = 4
YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|〕|\])")
SETTING_NAMES = {
    "年份": "year", "year": "year", "届次": "session", "会次": "session", "session": "session", "开幕": "opens", "opens": "opens",
    "闭幕": "closes", "closes": "closes", "成文日期": "date", "日期": "date", "date": "date",
}


class SettingError(ValueError):
    """A given value can't be understood; the message (Chinese) says how to write it."""


@dataclass(frozen=True)
class Context:
    """One renewal. ``shift`` is the number of years from the old paper to the new one."""

    facts: TownFacts
    old_year: int
    new_year: int
    old_session: SessionFact | None
    new_session: SessionFact | None
    on: date
    on_is_given: bool = False
    old_on: date | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    own_number: str = ""

    @property
    def shift(self) -> int:
        return self.new_year - self.old_year

    @property
    def old_day(self) -> date:
        """A day on which the old paper's people held their posts."""
        if self.old_on:
            return self.old_on
        opened = self.old_session.opens_on if self.old_session else None
        return opened or date(self.old_year, 1, 1)

    @property
    def new_day(self) -> date:
        """The day whose posts and laws count for the new paper."""
        return self.on

    @cached_property
    def figures(self) -> tuple[FigureOffer, ...]:
        """The figures that the old paper may have told. One written at the beginning of a year told of the year before."""
        begun = (self.old_year,) if self.old_day >= date(self.old_year, FIRST_MONTH_TELLING, 1) else ()
        return self.facts.figures((*begun, self.old_year - 1), self.shift, (self.old_session, self.new_session))

    def session_day(self, day: date) -> tuple[date | None, str]:
        """This year's day for a day of last year's session, and what it is; (None, "") for any other day."""
        old, new = self.old_session, self.new_session
        if old is None or old.opens_on is None or new is None or new.opens_on is None:
            return None, ""
        closes_old, closes_new = old.closes_on or old.opens_on, new.closes_on or new.opens_on
        if day == old.opens_on:
            return new.opens_on, "开幕日"
        if day == closes_old:
            return closes_new, "闭幕日"
        if old.opens_on < day < closes_old:
            moved = new.opens_on + (day - old.opens_on)
            return (moved, "会期内") if moved <= closes_new else (None, "")
        return None, ""

    def corresponding(self, day: date) -> date:
        """The same month and day, as many years on as the paper (the 29 February becomes the 28)."""
        try:
            return day.replace(year=day.year + self.shift)
        except ValueError:
            return day.replace(year=day.year + self.shift, day=28)

    def same_distance(self, day: date) -> tuple[date, int] | None:
        """The day as far from this year's opening as ``day`` was from last year's, and how far."""
        old, new = self.old_session, self.new_session
        if old is None or new is None or old.opens_on is None or new.opens_on is None:
            return None
        distance = (day - old.opens_on).days
        return new.opens_on + timedelta(days=distance), distance

    def told(self, day: date) -> str:
        """The weekday of a day, and what kind of day it is when nobody works or a holiday moved it."""
        kind = self.facts.calendar.is_workday(day)
        words = weekday_zh(day) if kind.kind == "workday" else kind.reason_zh
        if kind.kind == "holiday":
            words = f"{weekday_zh(day)}，{kind.reason_zh}"
        return words + ("（当年放假安排未公布，暂定）" if kind.provisional else "")


def make_context(
    paper: OfficialPaper, facts: TownFacts, on: date | None, settings: Mapping[str, str], of: SessionFact | None = None
) -> Context:
    """Work out what the old paper belongs to and what the new one will.

    Args:
        on: the day of the new paper; today when left out.
        of: the session of the other papers of the set, for a paper that names none.
        settings: ``届次`` ``开幕`` ``闭幕`` ``成文日期`` ``年份``, or a post or any old words with their new words.

    Raises:
        SettingError: a setting can't be understood.
    """
    known, given = _split(settings)
    texts = slots(paper)
    old_on = _paper_day(paper)
    old_session = session_of(paper, facts) or of
    day = _day(known.get("date", ""), "成文日期") or on
    new_session = _next_session(known, facts, old_session, day or clock.today())
    base = day or (new_session.opens_on if new_session and new_session.opens_on and old_session else None) or clock.today()
    old_year = _session_year(old_on, old_session) or (old_on.year if old_on else _year_of(texts, old_session, base.year))
    new_year = int(known["year"]) if "year" in known else max(base.year, old_year)
    return Context(
        facts, old_year, new_year, old_session, new_session, base, day is not None, old_on, given, paper.number,
    )


def _split(settings: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    known: dict[str, str] = {}
    given: dict[str, str] = {}
    for key, value in settings.items():
        name = SETTING_NAMES.get(key.strip())
        (known if name else given)[name or key.strip()] = value.strip()
    if "year" in known and not re.fullmatch(r"(19|20)\d\d", known["year"]):
        raise SettingError(f"年份“{known['year']}”看不懂，请写四位数，例如 2026")
    return known, given


def _day(words: str, name: str) -> date | None:
    if not words:
        return None
    try:
        return parse_date(words)
    except ValueError as error:
        raise SettingError(f"{name}“{words}”看不懂，请写成 2026-01-20 这样") from error


def _paper_day(paper: OfficialPaper) -> date | None:
    for words in (paper.date, paper.printed_on, re.sub(r"^.*?((?:\d{4}|[〇○零一二三四五六七八九]{4})年.*?[日号]).*$", r"\1", paper.pass_note, flags=re.DOTALL)):
        try:
            return parse_date(words)
        except ValueError:
            continue
    return None


def find_session(text: str) -> SessionFact | None:
    """The first term and number that ``text`` names."""
    found = SHORT_SESSION.match(text.strip()) or SESSION.search(text)
    if not found:
        return None
    term, number = value_of(found[1]), value_of(found[2])
    return SessionFact(term, number) if term and number else None


def _session_year(old_on: date | None, session: SessionFact | None) -> int | None:
    """The year of the session for a paper signed in the months around it: what is written in December for a session in
    January plans the year of the session."""
    if old_on is None or session is None or session.opens_on is None:
        return None
    return session.opens_on.year if abs(session.opens_on - old_on).days <= vocabulary()["days_around_session"] else None


def session_of(paper: OfficialPaper, facts: TownFacts) -> SessionFact | None:
    """The session the old paper belongs to: the one in its title, otherwise the one it names most often."""
    from renda.modules.drafting.renewal.meetings import is_foreign  # it needs this module's patterns

    counts: Counter[tuple[int, int]] = Counter()
    texts = slots(paper)
    for slot in texts:
        for found in SESSION.finditer(slot.text):
            term, number = value_of(found["term"]), value_of(found["number"])
            if term and number and not is_foreign(slot.text, found.start(), found.end()):
                counts[term, number] += 100 if slot.role in ("title", "pass_note") else 1
    if not counts:
        return None
    term, number = counts.most_common(1)[0][0]
    stored = facts.session(term, number)
    return stored if stored is not None and stored.opens_on else _dated_by_text(texts, term, number)


def _dated_by_text(texts: list[Slot], term: int, number: int) -> SessionFact:
    """The session's days as the old paper itself tells them: 定于…召开…第六次会议."""
    from renda.modules.drafting.renewal.dates import stretches

    for slot in texts:
        for sentence in re.split(r"[。；\n]", slot.text):
            named = find_session(sentence)
            if re.search(r"召开|举行|开幕", sentence) and named is not None and (named.term, named.number) == (term, number):
                for first, last in stretches(sentence):
                    return SessionFact(term, number, first, last)
    return SessionFact(term, number)


def _next_session(known: Mapping[str, str], facts: TownFacts, old: SessionFact | None, on: date) -> SessionFact | None:
    """The session given, or the one in the data that is coming up (or was the latest) after the old one."""
    opens, closes = _day(known.get("opens", ""), "开幕日期"), _day(known.get("closes", ""), "闭幕日期")
    if "session" in known:
        named = find_session(known["session"])
        if named is None:
            raise SettingError(f"届次“{known['session']}”看不懂，请写成“十九届七次”或“19-7”")
        stored = facts.session(named.term, named.number) or named
        return SessionFact(named.term, named.number, opens or stored.opens_on, closes or stored.closes_on)
    after = [one for one in facts.sessions if one.opens_on and (old is None or (one.term, one.number) > (old.term, old.number))]
    coming = sorted((one for one in after if (one.closes_on or one.opens_on) >= on), key=lambda one: one.opens_on)
    latest = sorted(after, key=lambda one: one.opens_on, reverse=True)
    found = (coming or latest or [None])[0]
    if found is not None and (opens or closes):
        return SessionFact(found.term, found.number, opens or found.opens_on, closes or found.closes_on)
    if found is None and (opens or closes) and old is not None:
        return SessionFact(old.term, old.number + 1, opens, closes)
    return found


def _year_of(texts: list[Slot], session: SessionFact | None, new_year: int) -> int:
    """The year of a paper without a date: that of its session, else the year before the new one. Only a paper whose
    latest year lies further back is older: one written at a year's beginning tells mostly of the year before."""
    if session is not None and session.opens_on:
        return session.opens_on.year
    latest = max((int(found[1]) for slot in texts for found in YEAR.finditer(slot.text)), default=new_year)
    return new_year - 1 if latest >= new_year - 2 else latest
