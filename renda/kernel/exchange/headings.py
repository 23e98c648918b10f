"""Where the header of a hand-made table is, and which of its rows are data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from renda.kernel.exchange.errors import MAX_COLUMNS, MAX_ROWS
from renda.kernel.exchange.fields import HEADER_JOINT, Field, match_header
from renda.kernel.exchange.grid import Cell, Grid, Unusable, is_blank

ROWS_TO_SEARCH = 30
_NOTE = re.compile(
    r"(注|备注|附注|说明)[^:：、.]{0,3}[:：、.\d]"
    r"|(填表|填报|制表|审核|审批|联系人|负责人|经办|报送|单位|日期|时间|盖章|签字|签名|电话)[^:：]{0,12}[:：]"
    r"|\d{4}年\d{1,2}月\d{1,2}日$"
)
_TOTAL = re.compile(r"(合|总|共|小)\s*计[:：]?")


@dataclass(frozen=True)
class Heading:
    """A header candidate: the joined texts, its first row, its height (1 or 2), fields it names.

    ``is_framed`` is true when merged blocks show that it is two rows high.
    """

    texts: tuple[str, ...]
    row: int
    height: int
    matches: int
    is_framed: bool = False

    @property
    def rank(self) -> tuple[int, bool, int]:
        """The greater the better: fields named, then visible frame, then the plain single row."""
        return self.matches, self.is_framed, -self.height


def shown(cell: Cell) -> str:
    """A cell as a person sees it."""
    return cell.shown if isinstance(cell, Unusable) else str(cell)


def find_heading(grid: Grid, fields: Sequence[Field]) -> Heading | None:
    """The best header of a grid, or None when nothing looks like one."""
    top = unfolded_top(grid)
    best: Heading | None = None
    for row in range(len(top)):
        if is_blank(grid.rows[row]):
            continue
        for heading in _candidates(grid, top, row, fields):
            if best is None or heading.rank > best.rank:
                best = heading
    return best if best and best.matches else None


def _candidates(grid: Grid, top: list[list[Cell]], row: int, fields: Sequence[Field]) -> list[Heading]:
    single = tuple(_flat(cell) for cell in top[row])
    headings = [Heading(single, row, 1, _score(single, fields))]
    if row + 1 < len(top):
        joined = _join(single, tuple(_flat(cell) for cell in top[row + 1]))
        double = Heading(joined, row, 2, _score(joined, fields))
        if _is_framed(grid, row):
            headings.append(replace(double, is_framed=True))
        elif fields:
            headings.append(double)
    return headings


def _flat(cell: Cell) -> str:
    return shown(cell).replace("\n", "")


def _join(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    width = max(len(upper), len(lower))
    pairs = zip(list(upper) + [""] * (width - len(upper)), list(lower) + [""] * (width - len(lower)), strict=True)
    return tuple(a if a == b or not b else b if not a else a + HEADER_JOINT + b for a, b in pairs)


def _score(texts: Sequence[str], fields: Sequence[Field]) -> int:
    if fields:
        return len(match_header(texts, fields).columns)
    words = {text for text in texts if text and len(text) <= 20 and not text[0].isdigit()}
    return len(words) if len(words) > 1 or len(texts) == 1 else 0


def _is_framed(grid: Grid, row: int) -> bool:
    """Whether one block is merged over both rows and another one sideways in the upper row."""
    tall = any(a == row and c == row + 1 for a, _, c, _ in grid.merges)
    wide = any(a == c == row and d > b for a, b, c, d in grid.merges)
    return tall and wide


def unfolded_top(grid: Grid) -> list[list[Cell]]:
    """Copies of the first rows with every merged block filled with its value."""
    top = [list(row) for row in grid.rows[:ROWS_TO_SEARCH]]
    copy = Grid(grid.name, top)
    for first_row, first_column, last_row, last_column in grid.merges:
        value = copy.cell(first_row, first_column) if first_row < len(top) else ""
        if value == "":
            continue
        for row in range(first_row, min(last_row + 1, len(top))):
            for column in range(first_column, min(last_column + 1, MAX_COLUMNS)):
                copy.put(row, column, value)
    return top


def unfold_down(grid: Grid, first_data_row: int) -> None:
    """Repeat the value of every block merged downwards below the header."""
    for first_row, column, last_row, _ in grid.merges:
        if first_row < first_data_row or last_row == first_row or column >= MAX_COLUMNS:
            continue
        value = grid.cell(first_row, column)
        for row in range(first_row + 1, min(last_row + 1, len(grid.rows), MAX_ROWS)):
            if value != "" and grid.cell(row, column) == "":
                grid.put(row, column, value)


def end_of_data(grid: Grid, first: int, width: int) -> int:
    """Row number (from 0) after the last data row: remarks, signatures and totals below are cut off.

    Lines with a single text count as part of a remark only when a line that is clearly a remark stands above them.
    """
    merged = {row: last - start + 1 for row, start, _, last in grid.merges}
    end = probe = len(grid.rows)
    while probe > first:
        probe -= 1
        texts = [shown(cell) for cell in grid.rows[probe] if cell != ""]
        spans_table = len(texts) == 1 and merged.get(probe, 1) * 2 >= width > 2
        if spans_table or not texts or _is_note(texts):
            end = probe
        elif len(texts) > 1 or width <= 2:
            break
    return end


def _is_note(texts: Sequence[str]) -> bool:
    first = texts[0]
    if _TOTAL.fullmatch(first) or (len(texts) == 1 and _TOTAL.match(first)):
        return True
    return all(_NOTE.match(text) for text in texts) or (len(texts) <= 2 and bool(_NOTE.match(first)))
