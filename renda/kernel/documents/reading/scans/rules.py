"""The ruled tables on a page: bands between two level rules that upright rules cut into cells. For the recognition only."""

from __future__ import annotations

from typing import Any, TypedDict

from PIL import Image

from .ink import ink_of, stretches

LEVEL = 0.06
"""A level rule is at least this long, as a share of the page's longer side; a stroke of a character never is."""
FILLED = 0.9
"""So much of a rule is ink: scans leave holes."""
THICKEST = 0.012
"""A rule is at most this thick (share of the longer side); it may lie a little askew."""
LOWEST = 0.009
"""Two level rules closer than this (share of the longer side) are one double rule."""
UPRIGHT_PARTS = 3
"""An upright rule is looked for in so many parts of its band, so that it may lie a little askew."""


class Band(TypedDict):
    """One row of a table: its upper and lower rule, and its upright rules from left to right, in pixels."""

    top: int
    bottom: int
    edges: list[int]


def tables_of(picture: Image.Image) -> list[list[Band]]:
    """The tables of a page from top to bottom, each as its bands; rules without upright ones make none."""
    ink = ink_of(picture)
    side = max(ink.shape)
    tables: list[list[Band]] = []
    levels = _levels(ink, side)
    for (_, top), (bottom, _) in zip(levels, levels[1:], strict=False):
        edges = _edges(ink[top:bottom], side) if bottom - top >= LOWEST * side else []
        if len(edges) < 2:
            continue
        if not tables or tables[-1][-1]["bottom"] < top - THICKEST * side:
            tables.append([])
        tables[-1].append({"top": top, "bottom": bottom, "edges": edges})
    return [table for table in tables if max(len(band["edges"]) for band in table) > 2]


def _levels(ink: Any, side: int) -> list[tuple[int, int]]:
    """The level rules: upper and lower edge of each."""
    found = stretches(_in_runs(ink, round(LEVEL * side)).any(axis=1))
    return [(top, bottom) for top, bottom in found if bottom - top <= THICKEST * side]


def _edges(band: Any, side: int) -> list[int]:
    """Where the upright rules of a band stand."""
    import numpy

    near = max(1, round(THICKEST * side / 4))
    through = numpy.ones(band.shape[1], dtype=bool)
    # a thin rule that lies askew goes over from one column of pixels into the next
    band = band | numpy.roll(band, 1, axis=1)
    for part in numpy.array_split(band, UPRIGHT_PARTS):
        # a rule that lies askew passes each part close by
        through &= _widened(part.mean(axis=0) >= FILLED, near)
    return [(left + right) // 2 for left, right in stretches(through)]


def _widened(filled: Any, by: int) -> Any:
    """True where a true value lies within ``by``."""
    import numpy

    return numpy.convolve(filled, numpy.ones(2 * by + 1), mode="same") > 0


def _in_runs(ink: Any, length: int) -> Any:
    """Which places begin a level run of ``length`` pixels that is nearly all ink."""
    sums = ink.astype("int32").cumsum(axis=1)
    return sums[:, length:] - sums[:, :-length] >= FILLED * length
