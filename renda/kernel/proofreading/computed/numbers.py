"""Quantities in a text: how much, of what unit, where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from renda.foundation.chinese.numbers import from_chinese
from renda.kernel.proofreading.text import SourceText

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = r"[一二两三四五六七八九十百千零〇]+"
UNITS = (
    "个百分点|平方公里|平方米|立方米|公里|千米|公顷|万元|亿元|千瓦时|人次|户次|件次|场次|%|％|件|名|人|位|户|项|元|亩|条|"
    "次|场|份|张|票|处|家|米|吨|株|盏|座|辆|台|套|所|间|栋|支|篇|期|批|宗|起|例|岁|天|个(?!月)|年(?!级)"
)
QUANTITY = re.compile(
    rf"(?<![\d.\-—～第])(?P<n>{DIGITS})(?P<big>[十百千]?[万亿])?(?P<rough>[多余几])?(?P<unit>{UNITS})"
)
CHINESE_QUANTITY = re.compile(
    rf"(?<![\d.\-—～第〇零一二两三四五六七八九十百千万亿])(?P<n>{CHINESE})(?P<big>[万亿])?(?P<rough>[多余几])?(?P<unit>{UNITS})"
)
BIG = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
SAME_UNIT = {"名": "人", "位": "人", "％": "%", "千米": "公里", "票": "票", "张": "张"}
ROUGH_BEFORE = re.compile(r"(?:约|近|超过|逾|大约|将近|不少于|不低于|不超过|至少|最多|达到?近|突破|上|多达)$")


@dataclass(frozen=True)
class Quantity:
    """``value`` in ``unit`` (名, 位 and 人 are one unit) at ``start``–``end``; ``number_end`` is where the digits end."""

    value: Decimal
    unit: str
    start: int
    end: int
    number_end: int
    rough: bool

    def text(self, whole: str) -> str:
        return whole[self.start : self.end]


def number(text: str, big: str | None = None) -> Decimal:
    """The value of a numeral with its 万 or 亿. ValueError when it is none."""
    value = Decimal(text.replace(",", "")) if text[0].isdigit() else Decimal(from_chinese(text))
    for mark in big or "":
        value *= BIG.get(mark, Decimal({"十": 10, "百": 100, "千": 1000}.get(mark, 1)))
    return value


def plain(value: Decimal) -> str:
    """A value as people write it: 32, 93.8."""
    text = f"{value.normalize():f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Quantities:
    """All quantities of a text in order."""

    def __init__(self, text: SourceText) -> None:
        found = [*self._read(text.whole, QUANTITY), *self._read(text.whole, CHINESE_QUANTITY)]
        self.all = sorted(found, key=lambda quantity: quantity.start)
        self._starts = [quantity.start for quantity in self.all]

    @staticmethod
    def _read(whole: str, pattern: re.Pattern[str]) -> Iterator[Quantity]:
        for found in pattern.finditer(whole):
            try:
                value = number(found["n"], found["big"])
            except ValueError:
                continue
            unit = found["unit"]
            if unit in ("万元", "亿元"):
                value, unit = value * BIG[unit[0]], "元"
            rough = bool(found["rough"]) or bool(
                ROUGH_BEFORE.search(whole, max(0, found.start() - 4), found.start())
            )
            yield Quantity(
                value,
                SAME_UNIT.get(unit, unit),
                found.start(),
                found.end(),
                found.end("big") if found["big"] else found.end("n"),
                rough,
            )

    def between(self, start: int, end: int) -> list[Quantity]:
        """Those that begin from ``start`` on and before ``end``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
