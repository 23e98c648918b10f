"""Numbers that the word processor counts by itself, turned into the text they print (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from typing import Any

from renda.foundation.chinese.numbers import to_chinese, to_digits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand", "taiwaneseCounting"}
BULLET = "——"


class Numbering:
    """Counts the automatic numbers of one document, in reading order."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._base: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        if root is None:
            return
        abstract = {item.get(f"{W}abstractNumId"): _levels(item) for item in root.findall(f"{W}abstractNum")}
        for item in root.findall(f"{W}num"):
            reference = item.find(f"{W}abstractNumId")
            base = reference.get(f"{W}val") if reference is not None else ""
            levels = dict(abstract.get(base, {}))
            levels.update(_overrides(item, levels))
            self._levels[item.get(f"{W}numId")] = levels
            # instances of one abstract list go on counting together, unless one of them starts anew
            self._base[item.get(f"{W}numId")] = f"{item.get(f'{W}numId')}!" if item.find(f"{W}lvlOverride") is not None else base

    def mark(self, number_id: str, level: int) -> str:
        """The text printed before the next paragraph of this list and level ("" when it prints nothing)."""
        levels = self._levels.get(number_id)
        if not levels or level not in levels:
            return ""
        form, pattern, _ = levels[level]
        counts = self._counts.setdefault(self._base[number_id], [0] * LEVELS)
        first = counts[level] == 0
        counts[level] = levels[level][2] if first else counts[level] + 1
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        if form == "bullet":
            return BULLET
        if form == "none":
            return ""
        return re.sub(r"%([1-9])", lambda found: self._value(levels, counts, int(found[1]) - 1), pattern)

    @staticmethod
    def _value(levels: dict[int, tuple[str, str, int]], counts: list[int], level: int) -> str:
        form, _, start = levels.get(level, ("decimal", "", 1))
        return written(counts[level] or start, form)


def written(value: int, form: str) -> str:
    """``value`` in a numbering format of the standard; unknown formats are printed with digits."""
    if form in CHINESE:
        return to_chinese(value)
    if form in ("ideographDigital", "taiwaneseDigital"):
        return to_digits(value)
    if form == "decimalFullWidth":
        return "".join(chr(ord(char) + 0xFEE0) for char in str(value))
    if form.startswith("decimalEnclosedCircle") and value <= len(CIRCLED):
        return CIRCLED[value - 1]
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(value)
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{value:02d}"
    return str(value)


def _roman(value: int) -> str:
    text = ""
    for size, letters in ROMAN:
        while value >= size:
            text, value = text + letters, value - size
    return text


def _levels(abstract: Any) -> dict[int, tuple[str, str, int]]:
    found = {}
    for item in abstract.findall(f"{W}lvl"):
        level = item.get(f"{W}ilvl", "")
        if level.isdigit() and int(level) < LEVELS:
            found[int(level)] = (_child(item, "numFmt", "decimal"), _child(item, "lvlText", ""), _start(item, "start"))
    return found


def _overrides(item: Any, levels: dict[int, tuple[str, str, int]]) -> dict[int, tuple[str, str, int]]:
    found = {}
    for override in item.findall(f"{W}lvlOverride"):
        level = override.get(f"{W}ilvl", "")
        if not level.isdigit() or int(level) not in levels:
            continue
        form, pattern, start = levels[int(level)]
        if override.find(f"{W}startOverride") is not None:
            start = _start(override, "startOverride")
        found[int(level)] = (form, pattern, start)
    return found


def _child(item: Any, name: str, default: str) -> str:
    child = item.find(f"{W}{name}")
    return child.get(f"{W}val", default) if child is not None else default


def _start(item: Any, name: str) -> int:
    value = _child(item, name, "1")
    return int(value) if value.isdigit() else 1
