"""Rows of a scan by where they stand: which are headers and page numbers, which go on in the next row, which are
centred, how large they are printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from statistics import median

from renda.kernel.documents.engine.layout import width_chars

from .. import patterns
from ..items import CENTER, LEFT, RIGHT, Contents, Item, Line, Piece
from ..result import UnclearRow
from .process import Page, Row
from .punctuation import as_printed
from .ruled import Ruled, is_in, tables_on

PAGE_POINTS = 595.3
"""The width of A4 in points: what a page of another size was before it was scanned cannot be known."""
TYPE_SIZES = (42, 36, 26, 24, 22, 18, 16, 15, 14, 12, 10.5, 9)
MARGIN_SHARE = 0.11
BODY_POINTS = 16
LONG_ROW = 10
ODD_SIZE = 0.2
INDENT, SLACK, CENTRE_OFF, CENTRE_IN = 1.0, 2.0, 1.2, 2.5
"""In characters: set in from this on, short of the edge from this on; off the middle at most, in from both edges."""


@dataclass(frozen=True)
class Printed:
    """A row with its place: ``left``, ``right`` and ``middle`` in characters from the left edge of the text."""

    text: str
    page: int
    top: float
    left: float
    right: float
    width: float
    size_pt: float
    parts: tuple[Row, ...]

    @property
    def align(self) -> str:
        room = self.width - self.right
        if self.left >= CENTRE_IN and room >= CENTRE_IN and abs(self.left - room) <= 2 * CENTRE_OFF:
            return CENTER
        if self.left > self.width * 0.4 and room < self.width * 0.25:
            return RIGHT
        return LEFT

    @property
    def is_indented(self) -> bool:
        return self.left >= INDENT

    @property
    def is_full(self) -> bool:
        """Whether it reaches the right edge, so that the next row may go on with it."""
        return self.width - self.right < SLACK

    def as_unclear(self) -> UnclearRow:
        """The row with its doubtful characters counted through its parts."""
        doubtful: list[int] = []
        counted = 0
        for part in self.parts:
            doubtful += [counted + n for n in part.doubtful]
            counted += sum(char.isalnum() for char in part.text)
        strip = next((part.strip for part in self.parts if part.strip), "")
        return UnclearRow(self.text, self.page, tuple(doubtful), strip, around(part.box for part in self.parts))


@dataclass
class Paragraph:
    """Rows that belong together."""

    rows: list[Printed] = field(default_factory=list)

    def line(self) -> Line:
        first = self.rows[0]
        text = "".join(row.text for row in self.rows)
        red = any(part.red for part in first.parts)
        return Line(
            (Piece(text),), align=first.align, size_pt=first.size_pt, indented=first.is_indented, red=red
        )


def contents_of(pages: Sequence[Page]) -> tuple[Contents, tuple[UnclearRow, ...]]:
    """The paragraphs of the pages, and the rows to be compared with the original."""
    running = _running_heads(pages)
    found = [one for number, page in enumerate(pages, 1) for one in _on_page(page, number, running)]
    unclear = [row for one in found for row in _rows_of(one) if row.doubtful]
    return Contents(list(_items(found))), tuple(unclear)


def around(boxes: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """The edges around several boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _on_page(page: Page, number: int, running: frozenset[str]) -> list[Printed | Ruled]:
    """The rows of a page and its ruled tables, from top to bottom."""
    tables = tables_on(page, number)
    # rows that were parted by a rule are told by their place, not by themselves
    taken = {row for bands in page.tables for row in page.rows if is_in(row, bands)}
    beside = replace(page, rows=tuple(row for row in page.rows if row not in taken))
    return sorted([*_printed(beside, number, running), *tables], key=lambda one: one.top)


def _rows_of(one: Printed | Ruled) -> Iterator[UnclearRow]:
    """A row of the text, or the rows of a table's cells, as they may have to be compared with the original."""
    if isinstance(one, Printed):
        yield one.as_unclear()
        return
    for row in one.rows:
        yield UnclearRow(as_printed(row.text), one.page, row.doubtful, row.strip, tuple(row.box))


def _items(found: Sequence[Printed | Ruled]) -> Iterator[Item]:
    """Paragraphs and tables; a paragraph does not go on behind a table."""
    for is_table, group in groupby(found, key=lambda one: isinstance(one, Ruled)):
        if is_table:
            yield from (one.grid for one in group)
        else:
            yield from (paragraph.line() for paragraph in _paragraphs(list(group)))


# ------------------------------------------------------------------ one page


def _printed(page: Page, number: int, running: frozenset[str]) -> Iterator[Printed]:
    """The rows of a page from top to bottom, those side by side joined, headers and page numbers left out."""
    kept = [row for row in page.rows if not _is_margin(row, page, running)]
    if not kept:
        return
    unit = _character_width(kept)
    long_rows = [row for row in kept if _is_text(row, unit)] or kept
    left = min(row.box[0] for row in long_rows)
    width = max(row.box[2] for row in long_rows) / unit - left / unit
    for parts in _side_by_side(kept):
        first, last = parts[0].box, parts[-1].box
        text = "\u3000".join(filter(None, (as_printed(part.text) for part in parts)))
        if text:
            size = _size(max(parts, key=lambda part: width_chars(part.text)), page)
            yield Printed(
                text,
                number,
                first[1],
                (first[0] - left) / unit,
                (last[2] - left) / unit,
                width,
                size,
                tuple(parts),
            )


def _character_width(rows: Sequence[Row]) -> float:
    """How wide a character of the text is, in pixels."""
    wide = [row for row in rows if width_chars(row.text) >= LONG_ROW] or rows
    return max(1.0, median((row.box[2] - row.box[0]) / max(1.0, width_chars(row.text)) for row in wide))


def _is_text(row: Row, unit: float) -> bool:
    """Whether a row is long and of the text's size, so that its edges are those of the text."""
    width = width_chars(row.text)
    return width >= LONG_ROW and abs((row.box[2] - row.box[0]) / width - unit) < unit * ODD_SIZE


def _size(row: Row, page: Page) -> float:
    """The type size in points, as the nearest that is in use."""
    pixels = (row.box[2] - row.box[0]) / max(1.0, width_chars(row.text))
    points = pixels * PAGE_POINTS / min(page.width, page.height)
    size = min(TYPE_SIZES, key=lambda known: abs(known - points))
    # a row of the text that is spread or squeezed is still text
    return BODY_POINTS if size in (14, 15, 16, 18) else size


def rows_in_order(page: Page) -> list[list[Row]]:
    """All rows of a page from top to bottom, those on one height together from left to right."""
    return list(_side_by_side(page.rows))


def _side_by_side(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows on one height, from left to right."""
    group: list[Row] = []
    for row in sorted(rows, key=lambda row: (row.box[1] + row.box[3]) / 2):
        if group and not _same_height(group[-1], row):
            yield sorted(group, key=lambda one: one.box[0])
            group = []
        group.append(row)
    if group:
        yield sorted(group, key=lambda one: one.box[0])


def _same_height(above: Row, below: Row) -> bool:
    overlap = min(above.box[3], below.box[3]) - max(above.box[1], below.box[1])
    lower = min(above.box[3] - above.box[1], below.box[3] - below.box[1])
    apart = above.box[2] <= below.box[0] or below.box[2] <= above.box[0]
    return apart and overlap > lower / 2


# ------------------------------------------------------------------ headers and page numbers


def _is_margin(row: Row, page: Page, running: frozenset[str]) -> bool:
    if not in_margin(row, page):
        return False
    text = as_printed(row.text)
    return bool(patterns.PAGE_NUMBER.match(text)) or not re.search(r"\w", text) or text in running


def in_margin(row: Row, page: Page) -> bool:
    middle = (row.box[1] + row.box[3]) / 2 / max(1, page.height)
    return middle < MARGIN_SHARE or middle > 1 - MARGIN_SHARE


def _running_heads(pages: Sequence[Page]) -> frozenset[str]:
    """What stands in the margin of more than one page."""
    counts = Counter(
        text for page in pages for text in {as_printed(row.text) for row in page.rows if in_margin(row, page)}
    )
    return frozenset(text for text, pages_with_it in counts.items() if pages_with_it > 1)


# ------------------------------------------------------------------ paragraphs


def _paragraphs(rows: Sequence[Printed]) -> Iterator[Paragraph]:
    paragraph: Paragraph | None = None
    for row in rows:
        if paragraph and _goes_on(paragraph.rows[-1], row):
            paragraph.rows.append(row)
            continue
        if paragraph:
            yield paragraph
        paragraph = Paragraph([row])
    if paragraph:
        yield paragraph


def _goes_on(above: Printed, row: Printed) -> bool:
    """Whether ``row`` goes on with the paragraph of ``above``: that one was full, and this one is not set in."""
    if above.size_pt != row.size_pt or above.align == CENTER or row.align != LEFT:
        return False
    return above.is_full and not row.is_indented and not _is_cells(above) and not _is_cells(row)


def _is_cells(row: Printed) -> bool:
    return "\u3000" in row.text
