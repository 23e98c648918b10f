"""From lines to a law: title, note, chapters, articles with paragraphs and items, and what is doubtful about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from renda.foundation.chinese.numbers import from_chinese, to_chinese
from renda.foundation.hashing import sha256_hex
from renda.kernel.library.numbering import article_label
from renda.kernel.library.reading import marks
from renda.kernel.library.reading.headnote import Event, day_of, events_of
from renda.kernel.library.reading.lines import HEAD_END, Line, Lines, lines_of
from renda.kernel.library.titles import key_of, tidy_title

TITLE_LENGTH = 120
NOTE_BEGINS = re.compile(
    r"^[（(]|^\d{4}\s*年|^[一二][〇零○九八七六五四三二一]{3}\s*年|第.{1,5}号|^《.*》已|主席令|国务院令|公告"
)
NO_TITLE = re.compile(r"[。：；]|^.{61}")
TITLE_ENDS = re.compile(r"(?:法|法典|条例|办法|规定|细则|决定|决议|规则|解释)(?:[（(]试行[）)])?$")
FILE_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


@dataclass
class ReadArticle:
    """An article as read. ``paragraphs``: ``{"text", "items": [{"mark", "text"}]}``."""

    number: int
    sub: int
    label: str
    place: tuple[str, ...]
    paragraphs: list[dict] = field(default_factory=list)

    @property
    def key(self) -> tuple[int, int]:
        return self.number, self.sub

    @property
    def text(self) -> str:
        """All of its words, a line for each paragraph and item."""
        rows = []
        for one in self.paragraphs:
            rows.append(one["text"])
            rows += [item["mark"] + item["text"] for item in one["items"]]
        return "\n".join(row for row in rows if row)


@dataclass
class ReadLaw:
    """A file as understood. ``numbering``: article, or item when it is numbered 一、二、 only."""

    full_title: str
    part: str = ""
    note: str = ""
    events: list[Event] = field(default_factory=list)
    preface: str = ""
    appendix: str = ""
    articles: list[ReadArticle] = field(default_factory=list)
    numbering: str = "article"
    repeated_at: list[str] = field(default_factory=list)
    restarts: bool = False
    remarks: list[str] = field(default_factory=list)
    file_day: date | None = None

    @property
    def title(self) -> str:
        """Without the state's name, brackets and edition."""
        return tidy_title(self.full_title)

    @property
    def content_hash(self) -> str:
        """Of title and articles without spaces: equal for two copies of one text."""
        words = [key_of(self.full_title), *(f"{one.label}{one.text}" for one in self.articles)]
        if not self.articles:
            words.append(self.preface)
        return sha256_hex(re.sub(r"\s+", "", "\n".join(words)))


def read_law(data: bytes, filename: str) -> ReadLaw:
    """The law in a file. Raises ``lines.Unreadable``; what is doubtful is judged in ``problems``."""
    read = lines_of(data, filename)
    law = _Reader(read).law()
    law.file_day = _file_day(filename)
    law.events = events_of(law.note)
    law.remarks += read.remarks
    return law


def _file_day(filename: str) -> date | None:
    """The date in a file's name: 某法(2015-08-29).md, 某法_20150829.docx."""
    for found in FILE_DAY.finditer(filename):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            continue
    return None


class _Reader:
    def __init__(self, read: Lines) -> None:
        self.lines = list(read.lines)
        self.at = 0
        self.law_ = ReadLaw("")
        self.stack: list[tuple[int, str]] = []
        self.in_appendix = False
        self.preface: list[str] = []
        self.appendix: list[str] = []
        self.has_parts = any((found := marks.heading_of(line.text)) and found[0] == 1 for line in self.lines)

    def law(self) -> ReadLaw:
        self._title()
        self._note()
        body = self.lines[self.at :]
        for line in body:
            self._body_line(line)
        if not self.law_.articles:
            self._by_items(body, self._part_note())
        self.law_.preface = "\n".join(self.preface)
        self.law_.appendix = "\n".join(self.appendix)
        return self.law_

    def _title(self) -> None:
        """The title: the first heading of a Markdown file, else the lines before the note, the contents or the text."""
        heads = [n for n, line in enumerate(self.lines[:6]) if line.level == 1]
        if heads:
            self.law_.full_title = self.lines[heads[0]].text
            self.at = heads[0] + 1
            if len(heads) > 1 and heads[1] == self.at:
                self.law_.part = self.lines[self.at].text
                self.at += 1
            return
        rows: list[str] = []
        while self.at < len(self.lines) and len(rows) < 4:
            text = self.lines[self.at].text
            if self._begins_text(text) or (rows and (NOTE_BEGINS.search(text) or NO_TITLE.search(text))):
                break
            rows.append(text)
            self.at += 1
            if TITLE_ENDS.search(text) or len("".join(rows)) > TITLE_LENGTH:
                break
        self.law_.full_title = "".join(rows)

    @staticmethod
    def _begins_text(text: str) -> bool:
        return bool(marks.CONTENTS.match(text) or marks.heading_of(text) or marks.article_mark(text))

    def _note(self) -> None:
        """Everything up to the contents, the first heading or the first article."""
        rows: list[str] = []
        has_end = any(line.text == HEAD_END for line in self.lines)
        while self.at < len(self.lines):
            text = self.lines[self.at].text
            if text == HEAD_END:
                self.at += 1
                break
            if not has_end and (self._begins_text(text) or (rows and marks.NUMBERED.match(text))):
                break
            rows.append(text)
            self.at += 1
        title = key_of(self.law_.full_title)
        self.law_.note = "\n".join(row for row in rows if key_of(row) not in title)

    def _part_note(self) -> list[str]:
        """Where no article ends the note, only what looks like one stays in it; gives the rest, which is text."""
        rows = self.law_.note.split("\n")
        depth = count = 0
        while count < len(rows) and (depth > 0 or NOTE_BEGINS.search(rows[count])):
            depth += (
                rows[count].count("（")
                + rows[count].count("(")
                - rows[count].count("）")
                - rows[count].count(")")
            )
            count += 1
        self.law_.note = "\n".join(rows[:count])
        return [row for row in rows[count:] if row]

    def _body_line(self, line: Line) -> None:
        text = line.text
        if text == HEAD_END or marks.CONTENTS.match(text):
            return
        if self.in_appendix:
            self.appendix.append(text)
            return
        mark = marks.article_mark(text)
        if mark and self._is_article(mark):
            self._open_article(mark)
            return
        if found := marks.heading_of(text):
            self._heading(*found)
            return
        articles = self.law_.articles
        if articles and marks.ATTACHMENT.match(text) and self._near_end(line):
            self.in_appendix = True
            self.appendix.append(text)
        elif articles:
            add_paragraph(articles[-1], text)
        elif key_of(text) not in key_of(self.law_.full_title):
            self.preface.append(text)

    def _near_end(self, line: Line) -> bool:
        """No article begins behind this line (checked by identity, lines may repeat)."""
        place = next(n for n, one in enumerate(self.lines) if one is line)
        return not any((found := marks.article_mark(one.text)) and found.spaced for one in self.lines[place:])

    def _is_article(self, mark: marks.ArticleMark) -> bool:
        if mark.spaced:
            return True
        last = self.law_.articles[-1].key if self.law_.articles else (0, 0)
        return (mark.number, mark.sub) in ((last[0] + 1, 0), (last[0], last[1] + 1))

    def _open_article(self, mark: marks.ArticleMark) -> None:
        label = article_label(mark.number, mark.sub)
        known = {one.key for one in self.law_.articles}
        if (mark.number, mark.sub) in known:
            if (mark.number, mark.sub) == (1, 0):
                self.law_.restarts = True
            self.law_.repeated_at.append(label)
            add_paragraph(self.law_.articles[-1], f"{label} {mark.words}")
            return
        place = tuple(name for _, name in self.stack)
        one = ReadArticle(mark.number, mark.sub, label, (self.law_.part, *place) if self.law_.part else place)
        if mark.words:
            add_paragraph(one, mark.words)
        self.law_.articles.append(one)

    def _heading(self, depth: int, name: str) -> None:
        if self.has_parts and name in ("附则", "序言"):
            depth = 1
        while self.stack and self.stack[-1][0] >= depth:
            self.stack.pop()
        if name != "序言":
            self.stack.append((depth, name))

    def _by_items(self, body: list[Line], opening: list[str]) -> None:
        """A decision without articles, numbered 一、二、三、: each number is taken as an article."""
        expected = 1
        found: list[ReadArticle] = []
        before: list[str] = []
        for line in body:
            item = marks.NUMBERED.match(line.text)
            if item and _number(item[1]) == expected:
                one = ReadArticle(expected, 0, f"第{to_chinese(expected)}项", ())
                if item[2]:
                    add_paragraph(one, item[2])
                found.append(one)
                expected += 1
            elif found:
                add_paragraph(found[-1], line.text)
            elif line.text != HEAD_END:
                before.append(line.text)
        if len(found) > 1:
            self.law_.articles, self.law_.numbering = found, "item"
            title = key_of(self.law_.full_title)
            self.preface = [*opening, *(row for row in before if key_of(row) not in title)]
        else:
            self.preface = [*opening, *self.preface]


def _number(text: str) -> int:
    try:
        return from_chinese(text)
    except ValueError:
        return 0


def add_paragraph(article: ReadArticle, text: str) -> None:
    """One more line of an article: an item of its last paragraph, a point of the last item, or a new paragraph."""
    paragraphs = article.paragraphs
    item = marks.ITEM.match(text)
    if item and paragraphs:
        paragraphs[-1]["items"].append({"mark": f"（{item[1]}）", "text": item[2].strip()})
    elif paragraphs and paragraphs[-1]["items"] and marks.POINT.match(text):
        paragraphs[-1]["items"][-1]["text"] += "\n" + text
    else:
        paragraphs.append({"text": text, "items": []})


def closing_day(law: ReadLaw) -> tuple[date | None, bool]:
    """(day in force told by the closing articles, or None; whether they say “from the day of publication”)."""
    from renda.kernel.library.reading.headnote import FROM_NOW, FROM_THEN

    for one in reversed(law.articles[-6:]):
        if found := FROM_THEN.search(one.text):
            return day_of(found[1]), False
        if FROM_NOW.search(one.text):
            return None, True
    return None, False
