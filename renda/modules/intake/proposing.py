"""What a paper is, read off its words and its name: each proposal says where it was found. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from renda.foundation.chinese import dates
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.reading import patterns
from renda.kernel.documents.reading.structure import kind_of

EARLIEST = date(1949, 10, 1)
SHORTEST_TITLE = 4
MARK_TAIL = re.compile(r"(?:文\s*件|公\s*告)$")
NUMBER = re.compile(
    r"[\u4e00-\u9fa5]{1,12}(?:[（(][\u4e00-\u9fa5]{1,6}[）)])?\s?[〔\[［【（(]\s?\d{4}\s?[〕\]］】）)]\s?(?:第\s?)?\d+\s?号"
)
DAY = re.compile(patterns.DAY)
NAMED_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[年.\-_/]?(0?[1-9]|1[0-2])[月.\-_/]?(0?[1-9]|[12]\d|3[01])[日号]?(?!\d)"
)
YEAR_WORD = re.compile(r"(?:19|20)\d{2}年?度?")
NAMED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|[^\d]|$)")
CLUTTER = re.compile(
    r"^[\s\d]*[、.．_\-—]+\s*|[\s_\-—]*[（(](?:\d+|定稿|终稿|打印稿|副本|最终版|修改稿)[）)]\s*$|[\s_\-]*(?:定稿|终稿|副本|最终版)$"
)


@dataclass
class Proposal:
    """Values for a paper, and for each why (Chinese, a few words)."""

    title: str = ""
    kind: str = ""
    number: str = ""
    organ: str = ""
    dated_on: date | None = None
    reasons: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: object, reason: str) -> None:
        """The first value found for a field stays."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.reasons[name] = reason


def propose(name: str, paper: OfficialPaper | None, text: str, *, today: date) -> Proposal:
    """Read title, kind, number, organ and date of an old paper.

    Args:
        name: the file's name, with its folders.
        paper: what was read as a paper, if anything was.
        text: all words, one paragraph a line.
        today: no old paper is younger.
    """
    found = Proposal()
    if paper is not None:
        _from_paper(found, paper, today)
    _from_text(found, text, today)
    _from_name(found, name, today)
    found.put("kind", kind_of(found.title, ""), "按题名的最后几个字")
    return found


def _from_paper(found: Proposal, paper: OfficialPaper, today: date) -> None:
    title = paper.title.replace("\n", "").strip()
    if len(title) >= SHORTEST_TITLE:
        found.put("title", title[:240], "正文的标题")
        found.put("kind", paper.kind if paper.kind != "材料" else "", "标题的最后几个字")
    found.put("number", re.sub(r"\s", "", paper.number)[:80], "标题上面的文号")
    found.put("organ", MARK_TAIL.sub("", re.sub(r"\s", "", paper.organ_mark))[:80], "红头")
    found.put("organ", "、".join(paper.signature)[:80], "落款")
    found.put("dated_on", day_in(paper.date, today), "落款的日期")
    found.put("dated_on", day_in(paper.pass_note, today), "标题下面括号里的日期")
    found.put("dated_on", day_in(paper.printed_on, today), "印发日期")


def _from_text(found: Proposal, text: str, today: date) -> None:
    head, tail = text[:600], text[-400:]
    if number := NUMBER.search(head):
        found.put("number", re.sub(r"\s", "", number[0])[:80], "开头的文号")
    days = [day for one in DAY.finditer(tail) if (day := day_in(one[0], today))]
    found.put("dated_on", days[-1] if days else None, "末尾的日期")


def _from_name(found: Proposal, name: str, today: date) -> None:
    *folders, last = name.replace("\\", "/").split("/")
    stem = re.sub(r"\.\w{1,8}$", "", last)
    told = [bare_title(words) for words in (stem, *reversed(folders))]
    whole = next((words for words in told if len(YEAR_WORD.sub("", words)) >= SHORTEST_TITLE), told[0])
    found.put("title", (whole or stem)[:240], "文件名" if whole == told[0] else "文件夹的名字")
    for words in (stem, *reversed(folders)):
        found.put("dated_on", next(_days_named(words, today), None), "文件名里的日期")
    if found.dated_on is None:
        years = [year[1] for words in (stem, *reversed(folders)) for year in NAMED_YEAR.finditer(words)]
        if years:
            found.reasons["dated_on"] = f"文件名里有{years[0]}年，请补上月和日"


def bare_title(stem: str) -> str:
    """A file name without the number in front of it and the remarks behind it."""
    before = None
    words = NAMED_DAY.sub("", stem) if len(NAMED_DAY.sub("", stem)) >= SHORTEST_TITLE else stem
    while before != words:
        before, words = words, CLUTTER.sub("", words).strip()
    return words


def _days_named(words: str, today: date) -> Iterator[date]:
    for one in NAMED_DAY.finditer(words):
        try:
            day = date(int(one[1]), int(one[2]), int(one[3]))
        except ValueError:
            continue
        if EARLIEST <= day <= today:
            yield day


def day_in(words: str, today: date) -> date | None:
    """The first whole date in ``words`` that an old paper can have."""
    one = DAY.search(words or "")
    if one is None:
        return None
    try:
        day = dates.parse_date(re.sub(r"\s", "", one[0]))
    except ValueError:
        return None
    return day if EARLIEST <= day <= today else None
