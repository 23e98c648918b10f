"""The order of names by strokes (姓氏笔画): how lists of people without any rank are written.

Fewer strokes first; with as many strokes by the kinds of the strokes as they are written (横 竖 撇 点 折). Names are
compared character by character, a name that ends earlier comes first. Compound surnames count as their characters.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from renda.foundation.chinese.names import normalize_name

TABLE = Path(__file__).with_name("strokes.txt")
UNKNOWN = 99


@cache
def places() -> dict[str, tuple[int, int]]:
    """Character → (number of strokes, place among those of as many strokes)."""
    found: dict[str, tuple[int, int]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        count, characters = line.split(" ", 1)
        found |= {char: (int(count), place) for place, char in enumerate(characters)}
    return found


def stroke_key(name: str) -> tuple[tuple[int, int], ...]:
    """The key by which a list of names is put in order of strokes. A character the table has not got comes after
    all others of its place, see ``unknown_in``."""
    known = places()
    return tuple(known.get(char, (UNKNOWN, ord(char))) for char in normalize_name(name))


def strokes_of(char: str) -> int | None:
    """How many strokes a character has; None when the table has not got it."""
    found = places().get(char)
    return found[0] if found else None


def unknown_in(name: str) -> str:
    """The characters of a name whose strokes are not known: their place has to be set by hand."""
    return "".join(char for char in normalize_name(name) if char != "·" and char not in places())
