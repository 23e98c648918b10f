"""The form of a paper: what the checks on the model say, and that its parts agree with one another (AGR-08)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renda.kernel.documents.checking import wording
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding, Strength
from renda.kernel.proofreading.text import SourceText

STRENGTH: dict[str, Strength] = {"must": "必错", "normally": "疑似", "practice": "提示"}
DATE = re.compile(r"^((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日$")
NUMBER_YEAR = re.compile(r"〔(\d{4})〕")
SELF = {
    "本通知": "通知",
    "本决定": "决定",
    "本决议": "决议",
    "本公告": "公告",
    "本办法": "",
    "本报告": "报告",
    "本函": "函",
}
CLOSING = {
    "特此通知": "通知",
    "特此公告": "公告",
    "特此报告": "报告",
    "特此函告": "函",
    "特此函复": "函",
    "特此通报": "通报",
    "特此批复": "批复",
}


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Everything about the form of ``context.paper``; nothing for bare text."""
    paper = context.paper
    if paper is None:
        return
    for one in wording.check(paper):
        index = _segment(text, one.place.element)
        start = text.start_of(index)
        place = (
            text.place(start, start + len(text.paragraphs[index])) if text.paragraphs else text.place(0, 0)
        )
        yield Finding(
            one.id,
            STRENGTH[one.strength],
            place,
            one.message,
            one.message,
            one.source,
            one.mend,
            None,
            "form",
            one.id,
        )
    yield from closing(text, paper)
    yield from days(text, paper)
    yield from signature(text, context, paper)


def _segment(text: SourceText, element: str) -> int:
    """The paragraph that best shows an element of a paper; the first when it is not there."""
    parts = [segment.part for segment in text.segments]
    return next((index for index, part in enumerate(parts) if part == element), 0)


def closing(text: SourceText, paper: OfficialPaper) -> Iterator[Finding]:
    """特此通知 at the end of a 函."""
    for words, kind in CLOSING.items():
        at = text.whole.rfind(words)
        if (
            at >= 0
            and paper.kind not in (kind, "")
            and text.segment_at(at).part == "正文"
            and text.segment_at(at).kind == "paragraph"
        ):
            yield say(text, "closing", at, at + len(words), kind=paper.kind)


def days(text: SourceText, paper: OfficialPaper) -> Iterator[Finding]:
    """The year of the number is that of the date; resolutions bear the day they were passed."""
    dated, year = DATE.match(paper.date), NUMBER_YEAR.search(paper.number)
    if dated and year and dated[1] != year[1]:
        index = _segment(text, "发文字号")
        start = text.start_of(index) + text.paragraphs[index].find(year[1])
        yield say(text, "number-year", start, start + 4, year=dated[1])
    passed = re.search(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日", paper.pass_note)
    if passed and paper.date and passed[0] != paper.date:
        index = _segment(text, "题注")
        start = text.start_of(index) + text.paragraphs[index].find(passed[0])
        yield say(text, "pass-date", start, start + len(passed[0]), date=paper.date)


def signature(text: SourceText, context: Context, paper: OfficialPaper) -> Iterator[Finding]:
    """The organ that signs stands in the title or on the mark; it is one of the town's own bodies."""
    if not paper.signature or paper.form == "plain":
        return
    mark = paper.organ_mark.removesuffix("文件")
    for index, segment in enumerate(text.segments):
        if segment.path[:1] != ("signature",) or not mark or segment.text in mark:
            continue
        own = (
            {context.town.congress, context.town.presidium, context.town.government}
            if context.town
            else set()
        )
        if mark not in segment.text and not any(
            mark.startswith(name[:2]) for name in own if segment.text == name
        ):
            start = text.start_of(index)
            yield say(text, "signature", start, start + len(segment.text), mark=mark)
