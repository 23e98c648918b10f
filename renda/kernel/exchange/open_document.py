"""The visible sheets of an .ods (OpenDocument 1.3 part 3, section 9) as grids."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

from renda.kernel.exchange import safe_xml
from renda.kernel.exchange.errors import MAX_COLUMNS, MAX_ROWS, broken_file, too_many_columns, too_many_rows
from renda.kernel.exchange.grid import FORMULA_WITHOUT_RESULT, Cell, Grid, Merge, formula_error, tidy

_CELLS = ("table-cell", "covered-table-cell")
_NUMBERS = ("float", "percentage", "currency")


class _ContentReader:
    """Event handlers over content.xml."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.grid: Grid | None = None
        self.is_hidden = False
        self.row = self.column = 0
        self.row_repeats = 1
        self.cells: list[tuple[int, Cell]] = []
        self.merges: list[Merge] = []
        self.attrs: dict[str, str] = {}
        self.paragraphs: list[str] = []
        self.in_paragraph = self.in_note = 0

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name == "style":
            self.style = attrs.get("name", "")
        elif name == "table-properties" and attrs.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif name == "table":
            self.grid = Grid(attrs.get("name", ""), [])
            self.is_hidden = attrs.get("style-name", "") in self.hidden_styles
            self.row, self.merges = 0, []
        elif name == "table-row":
            self.row_repeats = int(attrs.get("number-rows-repeated", 1))
            self.column, self.cells = 0, []
        elif name in _CELLS:
            self.attrs, self.paragraphs = attrs, []
        elif name == "annotation":
            self.in_note += 1
        elif name == "p" and not self.in_note:
            self.paragraphs.append("")
            self.in_paragraph += 1
        elif name in ("s", "tab", "line-break") and self.in_paragraph:
            blank = {"s": " " * min(int(attrs.get("c", 1)), 100), "tab": " ", "line-break": "\n"}
            self.paragraphs[-1] += blank[name]

    def text(self, piece: str) -> None:
        if self.in_paragraph and not self.in_note:
            self.paragraphs[-1] += piece

    def end(self, name: str) -> None:
        if name == "annotation":
            self.in_note -= 1
        elif name == "p" and not self.in_note:
            self.in_paragraph -= 1
        elif name in _CELLS:
            self.close_cell()
        elif name == "table-row" and self.grid:
            self.close_row(self.grid)
        elif name == "table" and self.grid:
            self.grid.merges = self.merges
            if not self.is_hidden:
                self.grids.append(self.grid)
            self.grid = None

    def close_cell(self) -> None:
        repeats = int(self.attrs.get("number-columns-repeated", 1))
        value = self.value()
        if value != "":
            if self.column + repeats > MAX_COLUMNS:
                raise too_many_columns(self.column + repeats)
            self.cells.extend((self.column + i, value) for i in range(repeats))
        down = int(self.attrs.get("number-rows-spanned", 1))
        across = int(self.attrs.get("number-columns-spanned", 1))
        if down > 1 or across > 1:
            self.merges.append((self.row, self.column, self.row + down - 1, self.column + across - 1))
        self.column += repeats

    def close_row(self, grid: Grid) -> None:
        if self.cells:
            if self.row + self.row_repeats > MAX_ROWS:
                raise too_many_rows(self.row + self.row_repeats)
            grid.rows.extend([] for _ in range(self.row - len(grid.rows)))
            width = self.cells[-1][0] + 1
            row: list[Cell] = [""] * width
            for column, value in self.cells:
                row[column] = value
            grid.rows.extend(list(row) for _ in range(self.row_repeats))
        self.row += self.row_repeats

    def value(self) -> Cell:
        """The value of the cell that has just ended."""
        kind = self.attrs.get("value-type", "")
        text = "\n".join(self.paragraphs)
        if "formula" in self.attrs:
            if not kind and not text:
                return FORMULA_WITHOUT_RESULT
            if text.startswith(("#", "Err:")):
                return formula_error(text)
        if kind in _NUMBERS:
            return tidy(float(self.attrs.get("value", "nan")))
        if kind == "boolean":
            return self.attrs.get("boolean-value") == "true"
        if kind == "date":
            stamp = self.attrs.get("date-value", "")
            return tidy(datetime.fromisoformat(stamp)) if "T" in stamp else date.fromisoformat(stamp)
        return tidy(text)


def read_ods(data: bytes) -> list[Grid]:
    """The visible sheets of an .ods. Raises UnreadableFile."""
    reader = _ContentReader()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
    try:
        safe_xml.parse(content, reader.start, reader.end, reader.text)
    except (ValueError, IndexError) as error:
        raise broken_file() from error
    return reader.grids
