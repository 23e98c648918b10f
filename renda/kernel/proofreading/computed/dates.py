"""Dates: that exist, with the right weekday (AGR-01), in order, in one style (TXT-13)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from renda.foundation.chinese.dates import date_zh
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText

DAYS = "一二三四五六日"
DATE = re.compile(
    r"(?:(?P<y>(?:19|20)\d{2})年)?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]"
    r"(?:[（(]?(?P<w>(?:星期|周|礼拜)(?P<day>[一二三四五六日天]))[）)]?)?"
)
BAD_MONTH = re.compile(r"(?<!\d)(?:(?:19|20)\d{2})年(?P<x>1[3-9]|[2-9]\d|0)月")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
SPAN = re.compile(r"[—至到～-]+\s*")
DASHED = re.compile(r"(?<![\d\-.])(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?![\d\-])")
CHINESE = re.compile(
    r"(?:二〇|一九)[〇一二三四五六七八九]{2}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
)
LEAP = 2024  # any leap year: a day without its year exists when it exists in some year


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Days that are not in the calendar, weekdays that do not fit, spans that end before they begin, mixed styles."""
    for found in BAD_MONTH.finditer(text.whole):
        yield say(text, "no-such-day", found.start(), found.end())
    previous: tuple[re.Match[str], date | None] | None = None
    usual = _usual_year(text, context)
    for found in DATE.finditer(text.whole):
        month, number = int(found["m"]), int(found["d"])
        year = int(found["y"]) if found["y"] else _year_near(text, found.start()) or usual
        day = _day(year or LEAP, month, number)
        if day is None:
            yield say(text, "no-such-day", *_span(found))
            previous = None
            continue
        if year is None:
            continue
        if found["w"]:
            yield from _weekday(text, found, day)
        if (
            previous
            and previous[1]
            and _joined(text, previous[0], found)
            and day < previous[1]
            and not _new_year(found, previous[0])
        ):
            yield say(text, "span-backwards", found.start(), found.end())
        previous = (found, day)
    yield from _styles(text)


def _span(found: re.Match[str]) -> tuple[int, int]:
    return found.start(), found.end("d") + 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _usual_year(text: SourceText, context: Context) -> int | None:
    """The year a paper speaks in: its own date's, the only one named, or this year for a paper of the town."""
    written = YEAR.search(context.paper.date) if context.paper else None
    if written:
        return int(written[1])
    named = set(YEAR.findall(text.whole))
    if len(named) == 1:
        return int(named.pop())
    return context.on.year if context.town and not named else None


def _year_near(text: SourceText, position: int) -> int | None:
    """The year last named before ``position`` in the paragraph."""
    start = text.start_of(text.index_at(position))
    years = YEAR.findall(text.whole, start, position)
    return int(years[-1]) if years else None


def _weekday(text: SourceText, found: re.Match[str], day: date) -> Iterator[Finding]:
    right = DAYS[day.weekday()]
    written = found["day"].replace("天", "日")
    if written == right:
        return
    start, end = found.span("w")
    prefix = found["w"][:-1]
    level = "必错" if found["y"] else "疑似"
    yield say(
        text, "weekday", start, end, level=level, replacement=prefix + right, right=prefix + right,
        day=date_zh(day),
    )  # fmt: skip


def _joined(text: SourceText, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether nothing but a word like 至 stands between two dates."""
    return bool(SPAN.fullmatch(text.whole[first.end() : second.start()]))


def _new_year(found: re.Match[str], first: re.Match[str]) -> bool:
    """A span without a year in its second date may run into the next year (12月28日至1月3日)."""
    return not found["y"] and int(found["m"]) < int(first["m"]) - 6


def _styles(text: SourceText) -> Iterator[Finding]:
    """Dates in more than one style in running text."""
    common = sum(1 for _ in re.finditer(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日", text.whole))
    for pattern, name in ((DASHED, "2026-1-8"), (CHINESE, "二〇二六年一月八日")):
        found = [one for one in pattern.finditer(text.whole) if text.segment_at(one.start()).kind != "cell"]
        if found and common > len(found):
            yield say(text, "date-style", found[0].start(), found[0].end(), style=name)
