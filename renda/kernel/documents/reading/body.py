"""Lines and tables between the title and the signature as the blocks of a paper. No word is lost or changed here:
a number that does not fit the count stays typed in its paragraph."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from renda.foundation.chinese.numbers import from_chinese
from renda.kernel.documents.engine.cells import cut, joined
from renda.kernel.documents.engine.model import (
    Block,
    Column,
    Heading,
    KeyValue,
    ListBlock,
    PageBreak,
    Pair,
    Paragraph,
    Run,
    Table,
)

from . import patterns
from .items import Break, Cell, Grid, Item, Line, Piece

HEADING_CHARS = 60
FORM_LABEL = "表单栏目"
CAPTION = "表题"
MANY_ROWS = 2
SPACES = " \t\n\u3000\xa0"


class BodyReader:
    """Turns items into blocks; heading numbers are counted as the renderers will count them."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self._counts = [0, 0, 0, 0]
        self._odd: list[str] = []

    def blocks(self, items: Sequence[Item]) -> tuple[Block, ...]:
        """The blocks of one text (the body, or one attachment: numbers begin anew)."""
        self._counts = [0, 0, 0, 0]
        self._odd = []
        found: list[Block] = []
        at = 0
        while at < len(items):
            item = items[at]
            if isinstance(item, Break):
                found.append(PageBreak())
            elif isinstance(item, Grid):
                found.append(self._table(item, _caption(items, at, found)))
            elif item.bare:
                taken, block = self._list(items, at)
                if block is not None:
                    found.append(block)
                    at += taken
                    continue
                found += self._line(item)
            at += 1
        if self._odd:
            shown = "、".join(f"“{mark}”" for mark in self._odd[:5])
            self.notes.append(f"有{len(self._odd)}处标题序号和前后接不上（{shown}），照原样放在正文里，请核对。")
        while found and isinstance(found[-1], PageBreak):
            found.pop()
        return tuple(found)

    # ------------------------------------------------------------ headings, paragraphs

    def _line(self, line: Line) -> list[Block]:
        if line.align == "left" and (heading := self._heading(line)) is not None:
            return [heading]
        blocks: list[Block] = []
        for part in _rows(line):
            text = "".join(piece.text for piece in part)
            runs = _runs(_trimmed(part))
            runs = runs if any(run.kaiti for run in runs) else self._lead(text.strip(SPACES))
            spaced = text.startswith(("\u3000\u3000", "  "))
            blocks.append(Paragraph(runs, indent=line.align == "left" and (line.indented or spaced), align=line.align))
        return blocks

    def _lead(self, text: str) -> tuple[Run, ...]:
        """A paragraph that opens with a numbered sentence of the second level shows it in Kai."""
        found = patterns.HEADINGS[1][1].match(text)
        end = text.find("。") + 1
        if found and 0 < end < len(text) and end <= HEADING_CHARS:
            return (Run(text[:end], kaiti=True), Run(text[end:]))
        return (Run(text),)

    def _heading(self, line: Line) -> Heading | None:
        text = line.bare
        if "\n" in text or len(text) > HEADING_CHARS:
            return None
        level, value, mark = numbered_as(text)
        if not level and line.level and not patterns.SENTENCE.search(text):
            level, value, mark = line.level, self._counts[line.level - 1] + 1, ""
        if not level or (patterns.SENTENCE.search(text.rstrip("。；！？")) or text.endswith(("；", "：", ":"))):
            return None
        if text.endswith("。") and not line.level:
            return None
        if value != self._counts[level - 1] + 1:
            self._odd.append(mark.strip())
            return None
        self._counts[level - 1] = value
        self._counts[level:] = [0] * (4 - level)
        return Heading(level, text[len(mark) :].strip(SPACES))

    # ------------------------------------------------------------ lists

    def _list(self, items: Sequence[Item], at: int) -> tuple[int, ListBlock | None]:
        """Neighbouring items marked 1. 2. 3., （1）（2） or ——: headings would have text between them."""
        first = _mark(items[at])
        if first is None or (first[0] != "dash" and first[1] != 1):
            return 0, None
        kind, texts, expected = first[0], [], 1
        while at + len(texts) < len(items) and (mark := _mark(items[at + len(texts)], expected if texts else 0)) is not None:
            if mark[0] != kind or (kind != "dash" and mark[1] != expected):
                break
            texts.append(mark[2])
            expected += 1
        if len(texts) < MANY_ROWS:
            return 0, None
        return len(texts), ListBlock(tuple(texts), kind)

    # ------------------------------------------------------------ tables

    def _table(self, grid: Grid, caption: str) -> Table | KeyValue:
        if (form := _form(grid)) is not None:
            return form
        width = max(sum(cell.across for cell in row) for row in grid.rows)
        rows = [_spread(row, width) for row in grid.rows]
        heads = _head_rows(grid, rows)
        if any(cell.across > 1 or cell.below for row in grid.rows[heads:] for cell in row):
            self.notes.append("表格里有合并的格子，已拆成一格一格，请核对。")
        columns = _columns(grid, rows[:heads], width)
        body, bold = joined([cut(cell.text, cell.bold) for cell in row] for row in rows[heads:])
        return Table(columns, body, caption, grid.landscape, bold)


def numbered_as(text: str) -> tuple[int, int, str]:
    """(level, value, the mark as typed) of a text with a heading number in front; (0, 0, "") without one."""
    for level, pattern in patterns.HEADINGS:
        if found := pattern.match(text):
            try:
                return level, from_chinese(found[1]), found[0]
            except ValueError:
                return 0, 0, ""
    return 0, 0, ""


def _mark(item: Item, expected: int = 0) -> tuple[str, int, str] | None:
    """The mark of a list item, its number and the text after it. ``expected``: the number that would go on with the
    list; only then may digits follow the dot (8.2024年…)."""
    if not isinstance(item, Line) or item.align != "left" or item.level or "\n" in item.bare:
        return None
    text = item.bare
    if found := patterns.DASH.match(text):
        return ("dash", 0, text[found.end() :]) if found[0].strip() == "——" else None
    level, value, mark = numbered_as(text)
    if not level and expected and re.match(rf"{expected}\.\d{{4}}年", text):
        level, value, mark = 3, expected, f"{expected}."
    exact = {3: f"{value}.", 4: f"（{value}）"}.get(level)
    if exact == mark:
        return ("decimal" if level == 3 else "paren"), value, text[len(mark) :]
    return None


def _caption(items: Sequence[Item], at: int, found: list[Block]) -> str:
    """The line above a table when it is the table's caption; it is taken back from the blocks."""
    above = items[at - 1] if at else None
    if not isinstance(above, Line) or not above.bare or not found or not isinstance(found[-1], Paragraph):
        return ""
    if above.style == CAPTION or (above.align == "center" and re.match(r"^表\s?\d", above.bare)):
        found.pop()
        return above.bare
    return ""


def _rows(line: Line) -> list[list[Piece]]:
    """The pieces of a line, one list for each row its line breaks make; empty rows are left out."""
    rows: list[list[Piece]] = [[]]
    for piece in line.pieces:
        for index, part in enumerate(piece.text.split("\n")):
            if index:
                rows.append([])
            if part:
                rows[-1].append(replace(piece, text=part))
    return [row for row in rows if "".join(piece.text for piece in row).strip(SPACES)]


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without the spaces at both ends that stood for an indent."""
    rest = list(pieces)
    while rest and not rest[0].text.strip(SPACES):
        rest.pop(0)
    while rest and not rest[-1].text.strip(SPACES):
        rest.pop()
    if rest:
        rest[0] = replace(rest[0], text=rest[0].text.lstrip(SPACES))
        rest[-1] = replace(rest[-1], text=rest[-1].text.rstrip(SPACES))
    return rest


def _runs(pieces: list[Piece]) -> tuple[Run, ...]:
    """Neighbouring pieces of one font as one; bold means nothing outside of tables."""
    fonts = itertools.groupby(pieces, key=lambda piece: piece.kaiti)
    return tuple(Run("".join(piece.text for piece in same), kaiti) for kaiti, same in fonts)


def _spread(row: Sequence[Cell], width: int) -> list[Cell]:
    """The cells of a row, one for each column; a wide cell's text stands in its first column."""
    cells: list[Cell] = []
    for cell in row:
        cells.append(replace(cell, text="" if cell.below else cell.text, across=1))
        cells += [Cell("")] * (cell.across - 1)
    return cells[:width] + [Cell("")] * (width - len(cells))


def _head_rows(grid: Grid, rows: list[list[Cell]]) -> int:
    second = grid.rows[1] if len(grid.rows) > 1 else ()
    grouped = any(cell.across > 1 for cell in grid.rows[0]) and not all(cell.across > 1 for cell in grid.rows[0])
    if grouped and any(cell.below for cell in second):
        return min(2, len(rows))
    return min(max(grid.heads, 1), 1, len(rows)) or 1


def _columns(grid: Grid, heads: list[list[Cell]], width: int) -> tuple[Column, ...]:
    widths = grid.widths if len(grid.widths) == width and all(w > 0 for w in grid.widths) else (1.0,) * width
    total = sum(widths)
    groups = [""] * width
    if len(heads) > 1:
        at = 0
        for cell in grid.rows[0]:
            if cell.across > 1:
                groups[at : at + cell.across] = [cell.text] * cell.across
            at += cell.across
    titles = [heads[-1][n].text if groups[n] else heads[0][n].text for n in range(width)]
    aligns = [_align(grid, len(heads), n) for n in range(width)]
    return tuple(
        Column(titles[n], width=round(widths[n] / total * width, 3), align=aligns[n], group=groups[n]) for n in range(width)
    )


def _align(grid: Grid, heads: int, column: int) -> str:
    sides = [row[column].align for row in grid.rows[heads:] if column < len(row) and row[column].text]
    return max(set(sides), key=lambda side: (sides.count(side), side)) if sides else "left"


def _form(grid: Grid) -> KeyValue | None:
    """A form of labelled boxes as our own renderer writes it."""
    if not all(row and row[0].style == FORM_LABEL for row in grid.rows):
        return None
    rows = []
    for row in grid.rows:
        labels, values = row[0::2], row[1::2]
        if not 1 <= len(labels) <= 2 or len(labels) != len(values):
            return None
        rows.append(tuple(Pair(label.text, value.text) for label, value in zip(labels, values, strict=True)))
    return KeyValue(tuple(rows))
