"""Reading a table out of any file that an office sends.

``read_table`` judges a file by its bytes, finds the sheet and the header that fit best, and gives
the data rows with the numbers people see in Excel. Whatever is left out is named in ``ignored``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from renda.kernel.exchange import sniff
from renda.kernel.exchange.delimited import read_text
from renda.kernel.exchange.errors import (
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_PACK_RATIO,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    UnreadableFile,
)
from renda.kernel.exchange.excel import read_xls, read_xlsx
from renda.kernel.exchange.fields import Field
from renda.kernel.exchange.grid import Cell, Grid, Unusable, is_blank
from renda.kernel.exchange.headings import Heading, end_of_data, find_heading, shown, unfold_down
from renda.kernel.exchange.open_document import read_ods

__all__ = [
    "MAX_COLUMNS",
    "MAX_FILE_BYTES",
    "MAX_PACK_RATIO",
    "MAX_ROWS",
    "MAX_UNPACKED_BYTES",
    "Cell",
    "Row",
    "Sheet",
    "UnreadableFile",
    "Unusable",
    "read_table",
]


@dataclass(frozen=True)
class Row:
    """One data row: ``number`` as Excel shows it, one cell per header column ("" when blank)."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Ignored:
    """A row below or between the data that is not data: its number, its text, why it was left out."""

    number: int
    text: str
    why: str


@dataclass(frozen=True)
class Sheet:
    """A table as read.

    Attributes:
        name: of the sheet, "" for text files.
        kind: ``xlsx``, ``xls``, ``ods`` or ``text``.
        encoding: of a text file, else "".
        header: one text per column; two header rows are joined with "/".
        header_row: number of the first header row as Excel shows it.
        rows: the data rows, blank ones left out.
        ignored: notes, totals and repeated headers that were left out.
        uses_1904: whether bare day numbers count from 1904.
    """

    name: str
    kind: str
    encoding: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[Row, ...]
    ignored: tuple[Ignored, ...]
    uses_1904: bool = False


def read_table(data: bytes, filename: str, fields: Sequence[Field] = ()) -> Sheet:
    """Read the sheet whose header names most of ``fields``.

    Args:
        data: the bytes of the file.
        filename: only for messages; the format is found from the bytes.
        fields: what the caller looks for; without them the first header-like row is taken.

    Raises:
        UnreadableFile: with a sentence that says why and what to do.
    """
    try:
        kind = sniff.kind_of(data)
        grids, encoding = _grids(kind, data)
    except UnreadableFile as error:
        raise UnreadableFile(f"“{filename}”读不了：{error.message_zh}") from error
    filled = [grid for grid in grids if not all(is_blank(row) for row in grid.rows)]
    if not filled:
        raise UnreadableFile(f"“{filename}”里没有内容（隐藏的工作表不读）。请检查是不是选错了文件。")
    found = [(grid, heading) for grid in filled if (heading := find_heading(grid, fields))]
    if not found:
        raise UnreadableFile(_no_header(filename, fields))
    grid, heading = max(found, key=lambda pair: pair[1].matches)
    return _sheet(grid, heading, kind, encoding)


def _grids(kind: str, data: bytes) -> tuple[list[Grid], str]:
    if kind == "text":
        return read_text(data)
    reader = {"xlsx": read_xlsx, "xls": read_xls, "ods": read_ods}[kind]
    return reader(data), ""


def _no_header(filename: str, fields: Sequence[Field]) -> str:
    wanted = [f.label for f in fields if f.required] or [f.label for f in fields][:5]
    columns = "，".join(f"“{label}”" for label in wanted)
    should = f"表头里应当有{columns}这样的列名。" if columns else ""
    return f"“{filename}”里没有找到表头。{should}请在表格第一行写上列名，或者下载空表照着填。"


def _sheet(grid: Grid, heading: Heading, kind: str, encoding: str) -> Sheet:
    width = len(heading.texts)
    while width and not heading.texts[width - 1]:
        width -= 1
    first = heading.row + heading.height
    last = end_of_data(grid, first, width)
    ignored = _left_out_below(grid, last)
    blank = [is_blank(row) for row in grid.rows]
    header = heading.texts[:width]
    unfold_down(grid, first)
    width = max([width, *(len(row) for row in grid.rows[first:last])])
    header += ("",) * (width - len(header))
    rows = []
    for index in range(first, last):
        cells = tuple(grid.cell(index, column) for column in range(width))
        if blank[index]:
            continue
        if _repeats_header(cells, header):
            ignored.append(Ignored(index + 1, "，".join(filter(None, header)), "表头重复出现"))
        else:
            rows.append(Row(index + 1, cells))
    ignored.sort(key=lambda item: item.number)
    return Sheet(
        grid.name, kind, encoding, header, heading.row + 1, tuple(rows), tuple(ignored), grid.uses_1904
    )


def _left_out_below(grid: Grid, start: int) -> list[Ignored]:
    texts = ("，".join(shown(cell) for cell in row if cell != "") for row in grid.rows[start:])
    return [Ignored(start + i + 1, text, "表格下方的说明或合计") for i, text in enumerate(texts) if text]


def _repeats_header(cells: Sequence[Cell], header: Sequence[str]) -> bool:
    filled = [(shown(cell), text) for cell, text in zip(cells, header, strict=True) if cell != ""]
    return len(filled) > 1 and all(value == text for value, text in filled)
