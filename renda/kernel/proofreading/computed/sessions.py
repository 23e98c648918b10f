"""Names of sessions (CON-05): how they are written, and that they are those of the register (AGR-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from renda.foundation.chinese.dates import date_zh
from renda.foundation.chinese.numbers import from_chinese, to_chinese
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText
from renda.kernel.proofreading.town import SessionFact, TownFacts

N = r"[一二三四五六七八九十百]+|\d{1,3}"
SESSION = re.compile(
    rf"(?P<owner>[\u4e00-\u9fff]{{0,8}}?)第(?P<t>{N})届(?P<body>人民代表大会|人大)(?:常务委员会|常委会)?(?:第(?P<s>{N})次(?P<end>会议)?)?"
)
SHORT = re.compile(rf"(?<![\d第])(?P<t>{N})届(?P<s>{N})次(?P<end>[\u4e00-\u9fff]{{0,4}})")
TURNED = re.compile(rf"第(?P<s>{N})次(?:会议)?第(?P<t>{N})届")
MIXED = (
    re.compile(rf"第(?P<s>{N})次(?P<body>人民代表大会|人大)第(?P<t>{N})届(?:会议)?"),
    re.compile(rf"第(?P<t>{N})届第(?P<s>{N})次(?P<body>人民代表大会|人大)(?:会议)?"),
)
DIGIT_TERM = re.compile(
    r"第(?P<x>\d{1,3})届(?=[^，。；\n]{0,3}(?:人民代表大会|人大|政协|委员会))|(?:届[^，。；\n]{0,8})第(?P<y>\d{1,3})次(?=会议|全会)"
)
OTHERS = re.compile(r"县|区|市|省|全国|州|上级|村")
DAY = re.compile(r"(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
HELD = re.compile(r"召开|举行|开幕|通过|召集|闭幕")


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Sessions written wrongly, or not in the register."""
    for found in DIGIT_TERM.finditer(text.whole):
        name = "x" if found["x"] else "y"
        start, end = found.span(name)
        yield say(text, "session-digits", start, end, replacement=to_chinese(int(found[name])))
    for found in TURNED.finditer(text.whole):
        right = f"第{found['t']}届…第{found['s']}次会议"
        yield say(text, "session-order", found.start(), found.end(), right=right)
    for found in (one for pattern in MIXED for one in pattern.finditer(text.whole)):
        right = f"第{found['t']}届{found['body']}第{found['s']}次会议"
        yield say(text, "session-order", found.start(), found.end(), right=right, replacement=right)
    if context.town and context.town.sessions:
        for pattern in (SESSION, SHORT):
            for found in pattern.finditer(text.whole):
                yield from _against_register(text, context, context.town, found)


def _own(text: SourceText, town: TownFacts, found: re.Match[str]) -> bool:
    """Whether the session named is one of this town's congress."""
    before = text.whole[max(0, found.start() - 6) : found.start("t") - 1]
    if OTHERS.search(before.replace(town.town, "")) or "政协" in before:
        return False
    return not re.search(
        r"[\u4e00-\u9fff]{1,4}[镇乡]", before.replace(town.town, "").replace("本镇", "").replace("我镇", "")
    )


def _against_register(
    text: SourceText, context: Context, town: TownFacts, found: re.Match[str]
) -> Iterator[Finding]:
    if not _own(text, town, found):
        return
    try:
        term = from_chinese(found["t"])
        number = from_chinese(found["s"]) if found["s"] else None
    except ValueError:
        return
    terms = {session.term for session in town.sessions}
    start, end = found.span("t")
    if term not in terms and term != max(terms) + 1:
        latest = latest_of(town, context.on)
        yield say(
            text,
            "session-term",
            start,
            end,
            right=to_chinese(latest.term),
            replacement=_like(found["t"], latest.term),
        )
        return
    if number is None:
        return
    known = [session for session in town.sessions if session.term == term]
    session = next((one for one in known if one.number == number), None)
    start, end = found.span("s")
    if session is None:
        expected = max((one.number for one in known), default=0)
        if number != expected + 1:
            shown = (
                f"第{to_chinese(term)}届开过{expected}次会议"
                if expected
                else f"第{to_chinese(term)}届还没有开过会"
            )
            yield say(text, "session-number", start, end, known=shown)
        return
    yield from _dated(text, found, session)


def latest_of(town: TownFacts, on: date) -> SessionFact:
    """The last session that had opened on ``on``, or the first of all."""
    opened = [session for session in town.sessions if session.opens_on <= on]
    return opened[-1] if opened else town.sessions[0]


def _like(written: str, number: int) -> str:
    return str(number) if written.isdigit() else to_chinese(number)


def _dated(text: SourceText, found: re.Match[str], session: SessionFact) -> Iterator[Finding]:
    """2026年1月8日…第七次会议通过: the day lies in the session."""
    start, end = text.sentence(found.start())
    sentence = text.whole[start:end]
    days = list(DAY.finditer(sentence))
    near = sentence[max(0, found.start() - start - 40) : found.end() - start + 12]
    if len(days) != 1 or not HELD.search(near) or "常" in found[0]:
        return
    try:
        day = date(int(days[0]["y"]), int(days[0]["m"]), int(days[0]["d"]))
    except ValueError:
        return
    if abs(found.start() - start - days[0].start()) > 40 or session.opens_on <= day <= session.closes_on:
        return
    opens, closes = (date_zh(one) for one in (session.opens_on, session.closes_on))
    held = opens if opens == closes else f"{opens}至{closes}"
    yield say(text, "session-day", start + days[0].start(), start + days[0].end(), held=held)
