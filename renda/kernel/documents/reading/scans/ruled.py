"""Ruled tables of a recognised page: every row of print goes into the cell it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..items import CENTER, LEFT, RIGHT, Cell, Grid
from .process import Page, Row
from .punctuation import as_printed
from .rules import Band

EVEN = 0.12
"""A cell whose text has room on both sides that differs by less than this share of its width is centred."""
SAME_EDGE = 0.01
"""Upright rules of two bands that differ by less than this share of the page's width are one."""


@dataclass(frozen=True)
class Ruled:
    """A table with the page it stands on (1 is the first), its upper edge and the rows of print in it, in order."""

    page: int
    top: int
    grid: Grid
    rows: tuple[Row, ...]


def tables_on(page: Page, number: int) -> list[Ruled]:
    """The ruled tables of a page that have something in them, from top to bottom."""
    found = []
    for bands in page.tables:
        rows = tuple(row for row in page.rows if is_in(row, bands))
        if rows:
            found.append(_ruled(page, number, bands, rows))
    return found


def is_in(row: Row, bands: Sequence[Band]) -> bool:
    """Whether the middle of a row of print lies in one of the bands."""
    x, y = _middle(row)
    return any(
        band["top"] <= y <= band["bottom"] and band["edges"][0] <= x <= band["edges"][-1] for band in bands
    )


def _middle(row: Row) -> tuple[float, float]:
    left, top, right, bottom = row.box
    return (left + right) / 2, (top + bottom) / 2


def _ruled(page: Page, number: int, bands: Sequence[Band], rows: Sequence[Row]) -> Ruled:
    columns = _columns(bands, page.width * SAME_EDGE)
    ordered: list[Row] = []
    lines = []
    for band in bands:
        inside = [row for row in rows if band["top"] <= _middle(row)[1] <= band["bottom"]]
        cells, used = _cells(band, inside, columns)
        lines.append(tuple(cells))
        ordered += used
    widths = tuple(float(right - left) for left, right in zip(columns, columns[1:], strict=False))
    landscape = page.width > page.height
    return Ruled(number, bands[0]["top"], Grid(tuple(lines), 0, widths, landscape), tuple(ordered))


def _columns(bands: Sequence[Band], near: float) -> list[int]:
    """The upright rules of the whole table, from left to right."""
    found: list[int] = []
    for edge in sorted(edge for band in bands for edge in band["edges"]):
        if not found or edge - found[-1] > near:
            found.append(edge)
    return found


def _cells(band: Band, rows: Sequence[Row], columns: Sequence[int]) -> tuple[list[Cell], list[Row]]:
    """The cells of a band, and its rows of print in the order of the cells."""
    edges = band["edges"]
    held: list[list[Row]] = [[] for _ in edges[1:]]
    for row in rows:
        for part in _parted(row, edges):
            at = bisect_right(edges, _middle(part)[0]) - 1
            held[min(max(at, 0), len(held) - 1)].append(part)
    cells, used = [], []
    for left, right, inside in zip(edges, edges[1:], held, strict=False):
        inside.sort(key=lambda row: row.box[1])
        text = "".join(as_printed(row.text) for row in inside)
        cells.append(Cell(text, _across(left, right, columns), align=_align(inside, left, right)))
        used += inside
    return cells, used


def _across(left: int, right: int, columns: Sequence[int]) -> int:
    """How many columns of the table a cell reaches over."""
    nearest = [min(range(len(columns)), key=lambda n: abs(columns[n] - edge)) for edge in (left, right)]
    return max(1, nearest[1] - nearest[0])


def _parted(row: Row, edges: Sequence[int]) -> Iterator[Row]:
    """A row of print that was seen as one over several cells, cut at the rules; its characters are taken as equally wide."""
    left, top, right, bottom = row.box
    inner = [edge for edge in edges if left + (bottom - top) / 2 < edge < right - (bottom - top) / 2]
    if not inner:
        yield row
        return
    cuts = [0, *(round((edge - left) / (right - left) * len(row.text)) for edge in inner), len(row.text)]
    sides = [left, *inner, right]
    for n, (begin, end) in enumerate(zip(cuts, cuts[1:], strict=False)):
        before = sum(char.isalnum() for char in row.text[:begin])
        here = sum(char.isalnum() for char in row.text[begin:end])
        doubtful = tuple(at - before for at in row.doubtful if before <= at < before + here)
        if text := row.text[begin:end].strip():
            box = (sides[n], top, sides[n + 1], bottom)
            yield replace(row, text=text, box=box, doubtful=doubtful)


def _align(rows: Sequence[Row], left: int, right: int) -> str:
    if not rows:
        return LEFT
    before, behind = min(row.box[0] for row in rows) - left, right - max(row.box[2] for row in rows)
    if abs(before - behind) < EVEN * (right - left):
        return CENTER
    return LEFT if before < behind else RIGHT
