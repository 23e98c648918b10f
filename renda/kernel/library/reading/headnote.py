"""The note under a law's title (题注): who adopted and changed it, and when. Plain Python."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from renda.foundation.chinese.numbers import from_chinese

NUMERAL = "0-9〇零○一二三四五六七八九十"
DAY = re.compile(rf"([{NUMERAL}]{{4}})\s*年\s*([{NUMERAL}]{{1,3}})\s*月\s*([{NUMERAL}]{{1,3}})\s*日")
#: Word in the note → what happened, the telling ones first.
HAPPENED = (
    ("修正", "修正"), ("修订", "修订"), ("修改", "修正"), ("废止", "废止"), ("施行", "施行"), ("起执行", "施行"),
    ("通过", "通过"), ("批准", "批准"), ("公布", "公布"), ("发布", "公布"), ("印发", "公布"), ("令第", "公布"),
)  # fmt: skip
CHANGES = ("修正", "修订")
BEGINNINGS = ("通过", "公布", "批准")
AMENDING_PAPER = re.compile(r"通过的?《[^》]*(?:修正案|修改|补充规定|惩治)[^》]*》")
FROM_THEN = re.compile(rf"自\s*({DAY.pattern})\s*起\s*(?:施行|实施|执行|生效)")
PUBLISHED = re.compile(r"公布|发布|印发|令第")
FROM_NOW = re.compile(r"自(?:公布|发布|通过|颁布|印发)之日起(?:施行|实施|执行|生效)?|公布施行|发布之日施行")
WHICH_CONGRESS = re.compile(r"第[一二三四五六七八九十]{1,3}届|由")
ORGAN = re.compile(
    r"([一-鿿]{0,20}?(?:人民代表大会常务委员会|人民代表大会|国务院|中共中央|"
    r"中央军事委员会|最高人民法院|最高人民检察院|人民政府|委员会|总局|[一-鿿]{2,8}部))"
)


@dataclass(frozen=True)
class Event:
    """One thing that happened to the text: ``what`` is 通过, 公布, 批准, 施行, 修正, 修订 or 废止."""

    on: date
    what: str
    text: str


@dataclass(frozen=True)
class Dates:
    """The days that count for this text, read from its note."""

    adopted_on: date | None
    published_on: date | None
    in_force_on: date | None
    change: str
    """修正 or 修订 when the text is an amended one, else empty."""


def day_of(text: str) -> date | None:
    """The first date in ``text``, in Arabic or Chinese numerals; None when there is none that exists."""
    found = DAY.search(text)
    return _as_day(*found.groups()) if found else None


def _as_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(from_chinese(year), from_chinese(month), from_chinese(day))
    except ValueError:
        return None


def without_titles(text: str) -> str:
    """The words outside 《》, however deep these stand in one another; each title leaves 《》 behind."""
    out: list[str] = []
    depth = 0
    for char in text:
        if char == "《":
            depth += 1
            out.append("《" if depth == 1 else "")
        elif char == "》":
            depth = max(0, depth - 1)
            out.append("》" if depth == 0 else "")
        elif depth == 0:
            out.append(char)
    return "".join(out) if depth == 0 else re.sub(r"《[^》]*》", "《》", text)


def events_of(note: str) -> list[Event]:
    """What the note tells, in its order. Dates inside 《》 are parts of titles and are passed over."""
    flat = re.sub(r"\s+", " ", note)
    hidden = _hide_titles(flat)
    marks = list(DAY.finditer(hidden))
    found: list[Event] = []
    for n, mark in enumerate(marks):
        end = marks[n + 1].start() if n + 1 < len(marks) else len(hidden)
        day = _as_day(*mark.groups())
        what = _what(hidden[mark.end() : end], flat[mark.end() : end])
        if day and what:
            found.append(Event(day, what, flat[mark.start() : end].strip(" （()）。，,;；")))
    return found


def _hide_titles(text: str) -> str:
    """The same length with every character inside 《》 blanked."""
    out = list(text)
    depth = 0
    for n, char in enumerate(text):
        if char == "《":
            depth += 1
        elif char == "》":
            depth = max(0, depth - 1)
        elif depth:
            out[n] = "\x00"
    if depth:
        return re.sub(r"《[^》]*》", lambda title: "《" + "\x00" * (len(title[0]) - 2) + "》", text)
    return "".join(out)


def _what(hidden: str, shown: str) -> str:
    if AMENDING_PAPER.search(shown):
        return "修正"
    plain = hidden.replace("\x00", "")
    return next((what for word, what in HAPPENED if word in plain), "")


def dates_of(events: list[Event]) -> Dates:
    """Adopted, published, in force: of the last change, or of the first adoption when nothing was changed."""
    changes = [event for event in events if event.what in CHANGES]
    begun = [event for event in events if event.what in BEGINNINGS]
    if changes:
        last = max(changes, key=lambda event: event.on)
        adopted, change = last.on, last.what
    elif begun:
        adopted, change = min(begun, key=lambda event: event.on).on, ""
    else:
        in_force = [event.on for event in events if event.what == "施行"]
        return Dates(None, None, max(in_force, default=None), "")
    after = [event for event in events if event.on >= adopted]
    published = min(
        (event.on for event in after if PUBLISHED.search(without_titles(event.text))), default=None
    )
    in_force = min((event.on for event in after if event.what == "施行"), default=None)
    if in_force is None:
        in_force = next((event.on for event in after if FROM_NOW.search(event.text)), None)
    return Dates(adopted, published, in_force, change)


def organ_of(events: list[Event]) -> str:
    """The organ that made the law, from the first adoption in the note; empty when it is not told."""
    for event in events:
        if event.what in (*BEGINNINGS, *CHANGES):
            words = WHICH_CONGRESS.sub("", DAY.sub("", without_titles(event.text))).strip()
            if found := ORGAN.search(words):
                return found[1].removeprefix("经").removeprefix("中华人民共和国")
    return ""
