"""What is printed on a page beside the rows that were seen: overlooked rows, seals, rules. For the recognition only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PIL import Image

DARKER_BY = 40
"""Ink is this much darker than the page on average (of 255)."""
RIM, THINNEST, TALLEST, NARROWEST = 0.03, 0.006, 0.05, 0.006
"""Shares of the page's longer side: the rim, which is often black in a scan; how high a row is at least and at most;
how wide at least."""
RED_BY, RED_SHARE = 70, 0.08
"""Red ink is this much redder than green and blue (of 255), and covers this share of its row."""
MISSED_SHARE = 0.25
TILT_SIDE, MOST_TILT, TILT_STEPS, LEAST_TILT = 700, 6.0, (1.0, 0.25), 0.5
"""The page is made this small (pixels) to find by how much it lies askew (degrees): the largest looked for, the steps
of looking, and from which on it is worth turning."""
CLEARER_BY = 1.05
"""The rows must stand out by this much more than on the page as it is."""
Box = tuple[int, int, int, int]


def overlooked(picture: Image.Image, boxes: Iterable[Box]) -> tuple[list[Box], bool]:
    """The rows of ink that lie in none of ``boxes`` (left, top, right, bottom in pixels), and whether there is much
    other ink beside them: a seal, a picture, the rules of a table."""
    ink = ink_of(picture)
    whole = int(ink.sum())
    for left, top, right, bottom in boxes:
        ink[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = False
    side = max(ink.shape)
    found = []
    for top, bottom in stretches(ink.any(axis=1)):
        if not THINNEST * side <= bottom - top <= TALLEST * side:
            continue
        columns = ink[top:bottom].any(axis=0).nonzero()[0]
        left, right = int(columns[0]), int(columns[-1]) + 1
        if right - left >= NARROWEST * side:
            found.append((left, top, right, bottom))
    for left, top, right, bottom in found:
        ink[top:bottom, left:right] = False
    return found, int(ink.sum()) > MISSED_SHARE * max(1, whole)


def ink_of(picture: Image.Image) -> Any:
    """Which pixels are printed, without the rim."""
    import numpy

    grey = numpy.asarray(picture.convert("L")).astype("int16")
    ink = grey < grey.mean() - DARKER_BY
    rim = max(1, round(max(ink.shape) * RIM))
    ink[:rim], ink[-rim:], ink[:, :rim], ink[:, -rim:] = False, False, False, False
    return ink


def stretches(filled: Any) -> list[tuple[int, int]]:
    """Where the values are true without a gap: begin and end."""
    found: list[tuple[int, int]] = []
    begun = None
    for at, is_filled in enumerate([*filled.tolist(), False]):
        if is_filled and begun is None:
            begun = at
        elif not is_filled and begun is not None:
            found.append((begun, at))
            begun = None
    return found


def is_red(pixels: Any, box: Box) -> bool:
    """Whether a row is printed in red, as the organ mark is. ``pixels``: height x width x red, green, blue."""
    left, top, right, bottom = (max(0, edge) for edge in box)
    cut = pixels[top:bottom, left:right].astype("int16")
    if not cut.size:
        return False
    red = cut[:, :, 0] - cut[:, :, 1:].max(axis=2) > RED_BY
    return bool(red.mean() > RED_SHARE)


def tilt_of(picture: Image.Image) -> float:
    """By how many degrees the page must be turned for its rows to lie level (or upright): the turn in which the ink
    gathers most in rows or columns. 0 when it lies straight, or nothing tells."""
    small = picture.convert("L")
    small.thumbnail((TILT_SIDE, TILT_SIDE))
    ink = Image.fromarray(ink_of(small).astype("uint8") * 255)
    best, lying = 0.0, _gathered(ink, 0.0)
    most, reach = lying, MOST_TILT
    for step in TILT_STEPS:
        around, count = best, round(reach / step)
        for n in range(-count, count + 1):
            if (found := _gathered(ink, around + n * step)) > most:
                best, most = around + n * step, found
        reach = step
    return best if abs(best) >= LEAST_TILT and most > CLEARER_BY * lying else 0.0


def _gathered(ink: Image.Image, degrees: float) -> float:
    """How unevenly the ink is spread over the rows and over the columns of the page turned by ``degrees``."""
    import numpy

    turned = numpy.asarray(ink.rotate(degrees)).astype("float32")
    return float(max(numpy.square(numpy.diff(turned.sum(axis=axis))).sum() for axis in (0, 1)))
