"""Breaking a title into lines that keep words whole, of balanced length (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import yaml

from .layout import clean, number, width_chars

WORDS_FILE = Path(__file__).with_name("title_words.yaml")
NEVER_FIRST = "的》”）、，了和与及等地得们"
NEVER_LAST = "《“（关第"
UNIT = re.compile(
    r"第[零〇一二三四五六七八九十百\d]+次(?:全体)?会议|《[^《》]{1,14}》|“[^“”]{1,20}”|（[^（）]{1,20}）|第?[零〇一二三四五六七八九十百千\d]+(?:届|次|号|期|条|项|年度|年|月|日|季度|个|名|件|人|％|%)?"
    r"|[A-Za-z0-9.\-]+"
)
PLACE = re.compile(r"(?:(?<=《)|^)[\u4e00-\u9fff]{1,3}?(?:自治县|乡|镇|县|区|市|街道)")
TORN = 200.0
UNKNOWN = 14.0
GOOD = -12.0
FEW = 3
MORE_LINES = 2
MOST_TITLES = 256


def break_title(title: str) -> list[str]:
    """The title in lines of about equal length that tear no word.

    A line break in the title is kept. A line holds ``title.chars_per_line`` characters.
    """
    return [line for part in clean(title).split("\n") if part.strip() for line in _balanced(part.strip())]


def title_faults(lines: list[str]) -> list[str]:
    """What is wrong with a title set in ``lines`` (Chinese, for the finding); empty when nothing is."""
    room = number("checking.title_longest_chars")
    if len(lines) == 1 and width_chars(lines[0]) > room:
        return [f"标题有 {width_chars(lines[0]):.0f} 字，没有安排回行"]
    faults = []
    whole = "".join(lines)
    costs, at = _costs(whole), 0
    for upper, lower in pairwise(lines):
        at += len(upper)
        if lower[0] in NEVER_FIRST or upper[-1] in NEVER_LAST or costs[at] >= TORN:
            faults.append(f"标题在“{upper[-2:]}”和“{lower[:2]}”之间断开，词意不完整")
    widths = [width_chars(line) for line in lines]
    if any(above > here < below for above, here, below in zip(widths, widths[1:], widths[2:], strict=False)):
        faults.append("标题各行两头长、中间短")
    if len(lines) > 1 and min(widths) <= FEW < max(widths) / 2:
        faults.append(f"标题有一行只有 {min(widths):.0f} 个字")
    if max(widths, default=0) > room:
        faults.append("标题有一行太长，两边没有余地")
    return faults


@lru_cache(maxsize=MOST_TITLES)
def _balanced(line: str) -> tuple[str, ...]:
    """The best lines: of the fewest lines that tear nothing, the cheapest of the shapes the standard names.

    Remembered: notices for many have one title.
    """
    limit = number("title.chars_per_line")
    fewest = -(-int(width_chars(line) * 2) // int(limit * 2)) or 1
    fallback: list[str] = []
    for count in range(fewest, min(fewest + MORE_LINES, len(line)) + 1):
        offers = [offer for shape in SHAPES if (offer := _cuts(line, count, limit, shape)) is not None]
        for _, cuts in sorted(offers):
            lines = [line[start:end].strip() for start, end in pairwise([0, *cuts, len(line)])]
            if not title_faults(lines):
                return tuple(lines)
            fallback = fallback or lines
    return tuple(fallback or [line])


def _flat(position: float) -> float:
    return 1.0


def _diamond(position: float) -> float:
    return 1.1 - 0.4 * abs(position - 0.5)


def _growing(position: float) -> float:
    return 0.92 + 0.16 * position


def _shrinking(position: float) -> float:
    return 1.08 - 0.16 * position


SHAPES = (_flat, _diamond, _growing, _shrinking)


def _cuts(line: str, count: int, limit: float, shape: Callable[[float], float]) -> tuple[float, list[int]] | None:
    """Price and places of cutting ``line`` into ``count`` parts of at most ``limit`` characters; None when it cannot be.

    ``shape`` gives the wanted share of the mean width by the position of the part (0 first, 1 last).
    """
    costs, length = _costs(line), len(line)
    widths = [0.0]
    for char in line:
        widths.append(widths[-1] + width_chars(char))
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for part in range(1, count + 1):
        ideal = widths[-1] / count * shape((part - 1) / max(count - 1, 1))
        row: dict[int, tuple[float, int]] = {}
        for end in [length] if part == count else range(part, length - (count - part) + 1):
            for start, (before, _) in best[-1].items():
                width = widths[end] - widths[start]
                if start >= end or width > limit:
                    continue
                price = before + (width - ideal) ** 2 + (costs[end] if end < length else 0.0)
                if end not in row or price < row[end][0]:
                    row[end] = (price, start)
        best.append(row)
    if length not in best[count]:
        return None
    cuts, at = [], length
    for part in range(count, 1, -1):
        at = best[part][at][1]
        cuts.append(at)
    return best[count][length][0], cuts[::-1]


def _costs(line: str) -> list[float]:
    """The price of cutting before each character: inside a word it is high, between words low."""
    costs = [UNKNOWN] * (len(line) + 1)
    units = list(_units(line))
    for start, end, known in units:
        costs[start] = 0.0 if known else costs[start]
        for at in range(start + 1, end):
            costs[at] = TORN
        if known and end <= len(line):
            costs[end] = min(costs[end], 2.0)
    for at in range(1, len(line)):
        if line.startswith("关于", at) or line[at] == "《" or (line[at - 1] in "、》”" and line[at] not in NEVER_FIRST):
            costs[at] = GOOD
        elif line[at - 1] == "的" and costs[at] < TORN:
            costs[at] = min(costs[at], -2.0)
        if line[at] in NEVER_FIRST or line[at - 1] in NEVER_LAST or (line[at - 1].isascii() and line[at].isascii() and line[at].isalnum()):
            costs[at] = max(costs[at], TORN)
    return costs


def _units(line: str) -> Iterator[tuple[int, int, bool]]:
    """Words of the line as (start, end, known)."""
    at, words = 0, _words()
    longest = max(map(len, words))
    while at < len(line):
        found = UNIT.match(line, at) or PLACE.match(line, at)
        end = next((at + size for size in range(min(longest, len(line) - at), 1, -1) if line[at : at + size] in words), 0)
        if found and found.end() > max(end, at + 1):
            end = found.end()
        yield at, end or at + 1, bool(end)
        at = end or at + 1


@cache
def _words() -> frozenset[str]:
    data = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return frozenset(word for group in data.values() for word in group)
