"""A sheet as it came out of the file: cells in rows, and the blocks that were merged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from renda.foundation.chinese.text import INVISIBLE

# Excel keeps 15 digits of a number; everything longer has already lost its end.
_LARGEST_EXACT_NUMBER = 10**15
# Line breaks and tabs stay; _x000D_ is how some programs write a carriage return into .xlsx.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]|_x000[Dd]_")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_BLANK = re.compile(r"^[\s\u3000]+|[\s\u3000]+$")


@dataclass(frozen=True)
class Unusable:
    """A cell whose value is not to be trusted: ``shown`` is what stands there, ``reason`` what to do."""

    shown: str
    reason: str


Cell = str | int | float | bool | date | datetime | time | Unusable
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""

FORMULA_WITHOUT_RESULT = Unusable(
    "公式", "这一格是公式，文件里没有存计算结果。请用 Excel 或 WPS 打开后保存一次，或者“只粘贴数值”，再上传"
)


def formula_error(shown: str) -> Unusable:
    """A cell that shows an error such as #N/A."""
    return Unusable(shown, f"这一格显示的是公式错误“{shown}”。请改成正确的内容")


@dataclass
class Grid:
    """One visible sheet. ``rows[r][c]`` is a tidy value, "" when blank; rows may differ in length."""

    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    uses_1904: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """The value at a place, "" beyond the edges."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def put(self, row: int, column: int, value: Cell) -> None:
        """Write a value inside the existing rows, lengthening the row when needed."""
        cells = self.rows[row]
        if column >= len(cells):
            cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = value


def clean_text(text: str) -> str:
    """Text as it stood in the cell, without control and invisible characters and outer blanks."""
    text = INVISIBLE.sub("", _CONTROL.sub("", _LINE_ENDS.sub("\n", text)))
    return _BLANK.sub("", text).replace("\xa0", " ")


def tidy(value: Any) -> Cell:
    """A value of a spreadsheet library as a Cell: whole floats become int, midnight becomes a date."""
    if value is None:
        return ""
    if isinstance(value, (bool, Unusable)):
        return value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, (int, float)):
        return tidy_number(value)
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
        return value.date() if value.time() == time() else value
    if isinstance(value, timedelta):
        hours, seconds = divmod(int(value.total_seconds()), 3600)
        return f"{hours}:{seconds // 60:02d}"
    return value


def tidy_number(value: int | float) -> Cell:
    """A number as int when whole; a number too long to be exact as Unusable."""
    if value != value or value in (float("inf"), float("-inf")):
        return formula_error(str(value))
    if abs(value) >= _LARGEST_EXACT_NUMBER:
        return Unusable(
            f"{value:.6E}",
            "这串号码被 Excel 存成了数字，后面几位已经丢失。请把这一列设成“文本”格式，重新填写号码",
        )
    if float(value).is_integer():
        return int(value)
    return float(f"{value:.15g}")


def is_blank(row: Iterable[Cell]) -> bool:
    """Whether no cell of the row holds anything."""
    return all(cell == "" for cell in row)
