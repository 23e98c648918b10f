"""The file of language statistics: counted character sequences, words, sounds and look-alikes.

One file, read in one go (some 25 MB), so that a new one may take its place at any time. A sequence of two to four characters of the basic plane is a 64-bit number without loss, so a table is a sorted array
of numbers with one byte of logarithmic count beside each.
"""

from __future__ import annotations

import json
import math
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path

MAGIC = b"RDCHAR03"
STEPS = 12  # levels of count per doubling
LEVELS = [2 ** (level / STEPS) for level in range(256)]
ORDERS = (2, 3, 4)


class StatisticsUnreadable(ValueError):
    """The file is not one of ours, was cut off, or comes from another version."""


def key_of(sequence: str) -> int:
    """The number of two to four characters of the basic plane; sorted like the characters."""
    return int.from_bytes(sequence.encode("utf-16-be", "surrogatepass"), "big")


def level_of(count: float) -> int:
    """The byte that stands for ``count`` (at least 1)."""
    return min(255, round(math.log2(max(1.0, count)) * STEPS))


class Table:
    """Sequences of one length with their counts, searched by halving."""

    def __init__(self, keys: memoryview, levels: memoryview) -> None:
        self.keys, self.levels, self.size = keys, levels, len(keys)

    def count(self, sequence: str) -> float:
        """How often ``sequence`` was seen; 0.0 when never."""
        key = int.from_bytes(sequence.encode("utf-16-be", "surrogatepass"), "big")
        at = bisect_left(self.keys, key)
        return LEVELS[self.levels[at]] if at < self.size and self.keys[at] == key else 0.0


def write(
    path: Path, tables: Mapping[int, tuple[array, bytes]], texts: Mapping[str, str], about: Mapping
) -> None:
    """Write the file beside ``path`` and put it in place in one step.

    ``tables``: order → (sorted keys as array "Q", one level byte per key); ``texts``: name → text section;
    ``about``: what the file was made from, as plain data.
    """
    sections: list[bytes] = []
    places: dict[str, tuple[int, int]] = {}
    offset = 0

    def put(name: str, data: bytes) -> None:
        nonlocal offset
        data += b"\0" * (-len(data) % 8)
        places[name] = (offset, len(data))
        sections.append(data)
        offset += len(data)

    for order, (keys, levels) in tables.items():
        if sys.byteorder != "little":
            keys = array("Q", keys)
            keys.byteswap()
        put(f"keys{order}", keys.tobytes())
        put(f"levels{order}", bytes(levels))
    for name, text in texts.items():
        put(name, text.encode())
    sizes = {str(order): len(levels) for order, (_keys, levels) in tables.items()}
    head = json.dumps({"places": places, "sizes": sizes, "about": dict(about)}, ensure_ascii=False).encode()
    head += b" " * (-(len(head) + 16) % 8)
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        file.write(MAGIC + struct.pack("<Q", len(head)) + head)
        file.writelines(sections)
    unfinished.replace(path)


class Statistics:
    """An open file of statistics.

    Raises FileNotFoundError when there is none, StatisticsUnreadable when it cannot be used.
    """

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        if len(data) < 16 or data[:8] != MAGIC:
            raise StatisticsUnreadable(f"{path.name} is not a file of language statistics of this version")
        length = struct.unpack("<Q", data[8:16])[0]
        try:
            head = json.loads(data[16 : 16 + length])
        except ValueError as error:
            raise StatisticsUnreadable(f"{path.name} is damaged") from error
        self._base = 16 + length
        self._places = head["places"]
        self.about: dict = head["about"]
        if self._base + max(start + size for start, size in self._places.values()) > len(data):
            raise StatisticsUnreadable(f"{path.name} was cut off")
        self._data = data
        view = memoryview(data)
        self.tables = {order: self._table(view, order, head["sizes"][str(order)]) for order in ORDERS}

    def _slice(self, name: str) -> tuple[int, int]:
        start, size = self._places[name]
        return self._base + start, self._base + start + size

    def _table(self, view: memoryview, order: int, size: int) -> Table:
        begin, _ = self._slice(f"keys{order}")
        keys = view[begin : begin + size * 8]
        if sys.byteorder == "little":
            numbers = keys.cast("Q")
        else:
            swapped = array("Q", keys.tobytes())
            swapped.byteswap()
            numbers = memoryview(swapped)
        begin, _ = self._slice(f"levels{order}")
        return Table(numbers, view[begin : begin + size])

    def lines(self, name: str) -> list[str]:
        """The lines of a text section."""
        begin, end = self._slice(name)
        return self._data[begin:end].rstrip(b"\0").decode().split("\n")


def packed(counts: Iterable[tuple[int, float]]) -> tuple[array, bytes]:
    """Keys and levels of ``counts``, which come sorted by key."""
    keys, levels = array("Q"), bytearray()
    for key, count in counts:
        keys.append(key)
        levels.append(level_of(count))
    return keys, bytes(levels)
