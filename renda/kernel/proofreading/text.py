"""A text ready to be checked: paragraphs joined once, with the way back from a position to its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from renda.kernel.proofreading.findings import Place, place_at

SENTENCE_END = "。！？；\n"
QUOTES = re.compile(r"“[^“”\n]{0,400}”|‘[^‘’\n]{0,400}’")
TITLES = re.compile(r"《[^《》\n]{0,120}(?:《[^《》\n]{0,80}》[^《》\n]{0,80})*》")


@dataclass(frozen=True)
class Segment:
    """One paragraph, heading or cell: its text, the part of the paper it stands in, what it is, and its address.

    ``kind`` is title, heading, paragraph, item, cell or field; ``path`` leads to it inside an official paper, whose own
    text begins after ``mark`` characters (a number set by the system).
    """

    text: str
    part: str = ""
    kind: str = "paragraph"
    path: tuple[str | int, ...] = ()
    mark: int = 0


class Spans:
    """Stretches of a text, asked whether a position lies inside one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.ends = [end for _, end in ordered]

    def __contains__(self, position: int) -> bool:
        index = bisect_right(self.starts, position) - 1
        return index >= 0 and position < self.ends[index]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(zip(self.starts, self.ends, strict=True))


class SourceText:
    """Paragraphs as one string (``whole``, joined by line breaks) with places, sentences and quotations.

    ``tables`` are rows of numbers of paragraphs: every cell is a paragraph of its own.
    """

    def __init__(self, segments: Sequence[Segment], tables: Sequence[Sequence[Sequence[int]]] = ()) -> None:
        self.segments = tuple(segments)
        self.tables = [[list(row) for row in table] for table in tables]
        self.paragraphs = [segment.text.replace("\n", " ") for segment in self.segments]
        self.whole = "\n".join(self.paragraphs)
        self._starts: list[int] = []
        position = 0
        for paragraph in self.paragraphs:
            self._starts.append(position)
            position += len(paragraph) + 1

    def index_at(self, position: int) -> int:
        """The number of the paragraph that holds ``position`` of ``whole``."""
        return bisect_right(self._starts, position) - 1

    def start_of(self, index: int) -> int:
        """Where paragraph ``index`` begins in ``whole``."""
        return self._starts[index]

    def segment_at(self, position: int) -> Segment:
        return self.segments[self.index_at(position)]

    def place(self, start: int, end: int) -> Place:
        """The place of ``whole[start:end]``; what runs over the end of its paragraph is cut there."""
        index = self.index_at(start)
        base = self._starts[index]
        last = min(end - base, len(self.paragraphs[index]))
        return place_at(self.paragraphs, index, start - base, last, self.segments[index].part)

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence around ``position``."""
        start = max(self.whole.rfind(mark, 0, position) for mark in SENTENCE_END) + 1
        ends = [found for mark in SENTENCE_END if (found := self.whole.find(mark, position)) >= 0]
        return start, min(ends, default=len(self.whole))

    def sentence_text(self, position: int) -> str:
        start, end = self.sentence(position)
        return self.whole[start:end]

    @cached_property
    def quoted(self) -> Spans:
        """What stands in quotation marks."""
        return Spans(found.span() for found in QUOTES.finditer(self.whole))

    @cached_property
    def titles(self) -> Spans:
        """What stands in 《》, the marks included."""
        return Spans(found.span() for found in TITLES.finditer(self.whole))


def from_string(text: str) -> SourceText:
    """Bare text: each line is a paragraph; neighbouring lines with as many tabs are a table, as copied from a sheet."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return from_lines(lines)


def from_lines(lines: Sequence[str], part: str = "") -> SourceText:
    """Paragraphs as they stand; cells of a table copied from a sheet are paragraphs of their own."""
    segments: list[Segment] = []
    tables: list[list[list[int]]] = []
    width = 0
    for line in lines:
        cells = line.split("\t")
        if len(cells) < 2:
            segments.append(Segment(line, part))
            width = 0
            continue
        if len(cells) != width:
            tables.append([])
            width = len(cells)
        tables[-1].append(list(range(len(segments), len(segments) + len(cells))))
        segments += [Segment(cell, part, "cell") for cell in cells]
    return SourceText(segments, tables)
