"""Over which stretch of time a figure counts, written so that it can stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.foundation.ids import as_id
from renda.kernel.people.models import CongressSession

TODAY, DAY, YEAR, SESSION, PERIOD = "today", "day", "year", "session", "period"
KINDS = {TODAY: "今天", DAY: "某一天", YEAR: "年度", SESSION: "大会会次", PERIOD: "起止日期"}
EARLIEST_YEAR, LATEST_YEAR = 1949, 2999
SESSIONS_OFFERED = 8


class UnknownScope(ValueError):
    """The words name no stretch of time; the message (Chinese) says what would."""


@dataclass(frozen=True)
class Scope:
    """``from_on`` and ``until_on`` are both included; of a day they are equal."""

    text: str
    kind: str
    label: str
    from_on: date
    until_on: date
    session: CongressSession | None = None

    @property
    def day(self) -> date:
        """The day on which things are looked at: the last one, but not one to come."""
        return min(self.until_on, clock.today())


def parse(text: str) -> Scope:
    """``""`` (today), ``day:2026-03-01``, ``year:2026``, ``session:<id>``, ``period:2026-01-01..2026-06-30``.

    Raises UnknownScope.
    """
    kind, _, rest = text.strip().partition(":")
    makers = {"": today, DAY: day, YEAR: year, SESSION: session, PERIOD: period}
    if kind not in makers:
        raise UnknownScope(f"“{text}”不是时间范围，请从列表里选年度、会次或起止日期。")
    return makers[kind](rest)


def today(_rest: str = "") -> Scope:
    now = clock.today()
    return Scope("", TODAY, "今天", now, now)


def day(rest: str) -> Scope:
    on = day_of(rest)
    return Scope(f"{DAY}:{on.isoformat()}", DAY, date_zh(on), on, on)


def year(rest: str) -> Scope:
    if not re.fullmatch(r"\d{4}", rest) or not EARLIEST_YEAR <= int(rest) <= LATEST_YEAR:
        raise UnknownScope(f"“{rest}”不是年份，请写四位数的年份，例如2026。")
    number = int(rest)
    return Scope(f"{YEAR}:{number}", YEAR, f"{number}年", date(number, 1, 1), date(number, 12, 31))


def session(rest: str) -> Scope:
    key = as_id(rest)
    if key is None:
        raise UnknownScope("会次写得不对，请从列表里选。")
    found = CongressSession.objects.select_related("term").filter(pk=key).first()
    if found is None:
        raise UnknownScope("没有这次会议，可能已经删除，请另选一次。")
    return of_session(found)


def of_session(found: CongressSession) -> Scope:
    return Scope(f"{SESSION}:{found.pk}", SESSION, str(found), found.opens_on, found.closes_on, found)


def period(rest: str) -> Scope:
    first, dots, last = rest.partition("..")
    if not dots:
        raise UnknownScope("起止日期要写成“2026-01-01..2026-06-30”。")
    start, end = day_of(first), day_of(last)
    if end < start:
        raise UnknownScope("结束日期在开始日期以前，请核对。")
    return Scope(f"{PERIOD}:{start.isoformat()}..{end.isoformat()}", PERIOD, f"{date_zh(start)}至{date_zh(end)}", start, end)


def day_of(words: str) -> date:
    try:
        return date.fromisoformat(words.strip())
    except ValueError as error:
        raise UnknownScope(f"“{words}”不是日期，请写成2026-03-01这样。") from error


def offered(kinds: tuple[str, ...]) -> list[Scope]:
    """The scopes a person can choose from without typing: today, this and last year, the latest sessions and the
    time since the last one closed."""
    now = clock.today()
    found = [today()] if TODAY in kinds else []
    if YEAR in kinds:
        found += [year(str(now.year)), year(str(now.year - 1))]
    sessions = CongressSession.objects.select_related("term").order_by("-opens_on")
    if SESSION in kinds:
        found += [of_session(one) for one in sessions[:SESSIONS_OFFERED]]
    if PERIOD in kinds:
        last = sessions.filter(closes_on__lt=now).first()
        found += [period(f"{last.closes_on.isoformat()}..{now.isoformat()}")] if last else []
    return found
