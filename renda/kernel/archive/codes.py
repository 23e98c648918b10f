"""The archive number (档号) of an item: how it is put together and taken apart.

Source: DA/T 22-2015 clause 6 and DA/T 13-2022: fonds - class·year - term - category - item, hyphens between the
levels, a middle dot inside one, the item's number in four digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FONDS = re.compile(r"[A-Z]\d{3}")
CATEGORY = re.compile(r"[A-Z0-9\u4e00-\u9fa5]+")
CODE = re.compile(
    r"(?P<fonds>[A-Z]\d{3})-(?P<genre>WS|ZP|LY|LX|SJ|SW)·(?P<year>\d{4})-(?P<retention>Y|D30|D10)"
    r"(?:-(?P<category>[A-Z0-9\u4e00-\u9fa5]+))?-(?P<serial>\d{4})"
)
LAST_SERIAL = 9999


@dataclass(frozen=True)
class Parts:
    """The parts of a number. ``genre``: WS papers, ZP photographs …; ``category`` may be empty."""

    fonds: str
    genre: str
    year: int
    retention: str
    category: str
    serial: int


def written(parts: Parts) -> str:
    """The number as it is written. Raises ValueError when the parts make none."""
    levels = (
        parts.fonds,
        f"{parts.genre}·{parts.year:04d}",
        parts.retention,
        parts.category,
        f"{parts.serial:04d}",
    )
    text = "-".join(level for level in levels if level)
    if CODE.fullmatch(text) is None:
        raise ValueError(text)
    return text


def read(text: str) -> Parts | None:
    """The parts of a written number; None when it is none."""
    found = CODE.fullmatch(text)
    if found is None:
        return None
    return Parts(
        found["fonds"],
        found["genre"],
        int(found["year"]),
        found["retention"],
        found["category"] or "",
        int(found["serial"]),
    )
