"""A docx as the checks see it: sections, paragraphs with their resolved looks, tables and drawn shapes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from lxml import etree

from .looks import ParaLook, RunLook

Container = Literal["body", "cell", "box", "header", "footer"]
PT_MM = 25.4 / 72


@dataclass(frozen=True)
class Span:
    """A stretch of one look; ``node`` is the run it stands in."""

    text: str
    look: RunLook
    node: etree._Element = field(compare=False, repr=False)


@dataclass(eq=False)
class Para:
    """A paragraph in reading order. ``text`` holds line breaks as \\n and tabs as \\t; ``number`` is what automatic
    numbering prints before it."""

    index: int
    text: str
    spans: tuple[Span, ...]
    look: ParaLook
    style: str
    node: etree._Element
    container: Container = "body"
    section: int = 0
    table: int | None = None
    row: int = 0
    column: int = 0
    number: str = ""
    breaks_before: bool = False
    breaks_after: bool = False
    pictures: int = 0
    fields: tuple[str, ...] = ()
    mark: RunLook | None = None

    @property
    def words(self) -> str:
        """The text with its automatic number, without space around it."""
        return (self.number + self.text).strip(" \t\n\u3000\xa0")

    @property
    def blank(self) -> bool:
        return not self.words and not self.pictures

    @cached_property
    def size_pt(self) -> float:
        """The size most of the text is set in."""
        return self.most("size_pt")

    @cached_property
    def char_pt(self) -> float:
        """Width of one Chinese character with its spacing, in points."""
        return max(self.size_pt, 1.0)

    def most(self, name: str):
        """The value of a run property that most characters have."""
        counts: dict = {}
        for span in self.spans:
            if span.text.strip():
                counts[getattr(span.look, name)] = counts.get(getattr(span.look, name), 0) + len(span.text)
        if counts:
            return max(counts, key=counts.__getitem__)
        look = self.spans[0].look if self.spans else self.mark
        return getattr(look, name) if look else RunLook("", "", 10.5).__getattribute__(name)

    def fonts(self) -> dict[str, int]:
        """Font names of the Chinese characters and how many are set in each."""
        counts: dict[str, int] = {}
        for span in self.spans:
            if count := sum(is_chinese(char) for char in span.text):
                counts[span.look.east] = counts.get(span.look.east, 0) + count
        return counts


@dataclass(frozen=True)
class Shape:
    """Something drawn: ``kind`` line, rect, box or picture; lengths in millimetres, None when the file leaves it open."""

    kind: str
    color: str
    x_mm: float | None
    y_mm: float | None
    width_mm: float | None
    height_mm: float | None
    paragraph: int
    on_page: bool


@dataclass(frozen=True)
class Grid:
    """The document grid: its type, line pitch in points, extra character pitch in points."""

    type: str
    line_pt: float
    char_pt: float


@dataclass(eq=False)
class Section:
    """A section: lengths in millimetres; ``footers`` by kind (default, even, first)."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    footer_mm: float
    landscape: bool
    title_page: bool
    grid: Grid | None
    node: etree._Element
    footers: dict[str, list[Para]] = field(default_factory=dict)
    headers: dict[str, list[Para]] = field(default_factory=dict)


@dataclass(eq=False)
class Table:
    """A table: width in millimetres (None when automatic), borders of its outside and inside in points."""

    index: int
    node: etree._Element
    section: int
    rows: list[list[list[Para]]]
    width_mm: float | None
    borders: dict[str, float]
    head_rows: int = 0
    floating: bool = False

    def paragraphs(self) -> list[Para]:
        return [para for row in self.rows for cell in row for para in cell]


@dataclass(eq=False)
class Source:
    """A whole document. ``paragraphs`` are all paragraphs of the text, those of cells and boxes included."""

    sections: list[Section]
    paragraphs: list[Para]
    tables: list[Table]
    shapes: list[Shape]
    even_and_odd: bool
    tracked: int = 0
    comments: int = 0
    macros: bool = False
    pictures: int = 0
    outside: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """Every character of the text, one paragraph on a line; what mending must not change."""
        return "\n".join(para.text for para in self.paragraphs)


def is_chinese(char: str) -> bool:
    """A Chinese character (not a mark)."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or ord(char) >= 0x20000


def width_em(text: str) -> float:
    """Width in characters: Chinese ones count 1, halfwidth ones one half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)
