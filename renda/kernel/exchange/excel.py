"""The visible sheets of .xlsx and .xls as grids.

calamine reads the values. A first look at the file itself finds what calamine does not tell:
how far the cells reach (before memory is taken for them), formulas without a stored result,
error values, and whether the calendar starts in 1904.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import python_calamine as calamine

from renda.kernel.exchange import ole, safe_xml
from renda.kernel.exchange.errors import (
    MAX_COLUMNS,
    MAX_ROWS,
    broken_file,
    encrypted_file,
    too_many_columns,
    too_many_rows,
)
from renda.kernel.exchange.grid import FORMULA_WITHOUT_RESULT, Grid, Unusable, formula_error, tidy

_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


@dataclass
class SheetScan:
    """Farthest filled cell (counted from 1) and the cells that hold no usable value."""

    last_row: int = 0
    last_column: int = 0
    unusable: dict[tuple[int, int], Unusable] = field(default_factory=dict)

    def refuse_oversize(self) -> None:
        """Raise UnreadableFile when the filled cells reach too far."""
        if self.last_row > MAX_ROWS:
            raise too_many_rows(self.last_row)
        if self.last_column > MAX_COLUMNS:
            raise too_many_columns(self.last_column)


class _SheetScanner:
    """Event handlers over one worksheet part."""

    def __init__(self) -> None:
        self.scan = SheetScan()
        self.row = self.column = 0
        self.kind = ""
        self.has_formula = self.in_value = False
        self.value = ""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name == "c":
            place = _REFERENCE.fullmatch(attrs.get("r", ""))
            self.column = _column_number(place[1]) if place else self.column + 1
            self.kind, self.value, self.has_formula = attrs.get("t", "n"), "", False
        elif name == "row":
            self.row = int(attrs["r"]) if attrs.get("r", "").isdigit() else self.row + 1
            self.column = 0
        elif name in ("v", "t"):
            self.in_value = True
        elif name == "f":
            self.has_formula = True

    def text(self, piece: str) -> None:
        if self.in_value:
            self.value += piece

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.in_value = False
        elif name == "c" and (self.value or self.has_formula):
            self.close_cell()

    def close_cell(self) -> None:
        scan = self.scan
        scan.last_row, scan.last_column = max(scan.last_row, self.row), max(scan.last_column, self.column)
        place = (self.row - 1, self.column - 1)
        if self.kind == "e":
            scan.unusable[place] = formula_error(self.value)
        elif self.has_formula and not self.value and self.kind != "str":
            scan.unusable[place] = FORMULA_WITHOUT_RESULT


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _scan_sheet(xml: bytes) -> SheetScan:
    scanner = _SheetScanner()
    safe_xml.parse(xml, scanner.start, scanner.end, scanner.text)
    scanner.scan.refuse_oversize()
    return scanner.scan


def _sheet_parts(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """Sheet name → path of its part, and whether dates count from 1904."""
    workbook = next(n for n in archive.namelist() if n.endswith("workbook.xml"))
    folder, base = posixpath.split(workbook)
    targets: dict[str, str] = {}
    parts: dict[str, str] = {}
    flags: list[str] = []

    def relationship(name: str, attrs: dict[str, str]) -> None:
        if name == "Relationship":
            target = attrs.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            targets[attrs.get("Id", "")] = path

    def sheet(name: str, attrs: dict[str, str]) -> None:
        if name == "sheet":
            parts[attrs.get("name", "")] = targets.get(attrs.get("id", ""), "")
        elif name == "workbookPr":
            flags.append(attrs.get("date1904", "0"))

    safe_xml.parse(archive.read(posixpath.join(folder, "_rels", base + ".rels")), relationship)
    safe_xml.parse(archive.read(workbook), sheet)
    return parts, any(flag in ("1", "true") for flag in flags)


def read_xlsx(data: bytes) -> list[Grid]:
    """The visible worksheets of an .xlsx. Raises UnreadableFile."""
    scans: dict[str, SheetScan] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            parts, uses_1904 = _sheet_parts(archive)
            book = _open(data)
            for sheet in _visible(book):
                scans[sheet.name] = _scan_sheet(archive.read(parts[sheet.name]))
        except KeyError as error:
            raise broken_file() from error
    return [_grid(book, name, scan, uses_1904) for name, scan in scans.items()]


def read_xls(data: bytes) -> list[Grid]:
    """The visible worksheets of an .xls (BIFF8). Raises UnreadableFile."""
    try:
        records = ole.scan_workbook(ole.open_container(data).stream("Workbook"))
    except ole.DamagedContainer as error:
        raise broken_file() from error
    SheetScan(records.last_row, records.last_column).refuse_oversize()
    book = _open(data)
    position = {meta.name: number for number, meta in enumerate(book.sheets_metadata)}
    grids = []
    for sheet in _visible(book):
        errors = records.errors.get(position[sheet.name], {})
        scan = SheetScan(unusable={place: formula_error(name) for place, name in errors.items()})
        grids.append(_grid(book, sheet.name, scan, records.uses_1904))
    return grids


@contextmanager
def _damage_is_refused() -> Iterator[None]:
    """Turn every way calamine gives up, its panics included, into the advice for damaged files."""
    try:
        yield
    except calamine.PasswordError as error:
        raise encrypted_file() from error
    except calamine.CalamineError as error:
        raise broken_file() from error
    except BaseException as error:
        # A Rust panic arrives as a BaseException of a class that cannot be imported.
        if type(error).__name__ == "PanicException":
            raise broken_file() from error
        raise


def _open(data: bytes) -> calamine.CalamineWorkbook:
    with _damage_is_refused():
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))


def _visible(book: calamine.CalamineWorkbook) -> list[calamine.SheetMetadata]:
    return [
        meta
        for meta in book.sheets_metadata
        if meta.visible == calamine.SheetVisibleEnum.Visible and meta.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def _grid(book: calamine.CalamineWorkbook, name: str, scan: SheetScan, uses_1904: bool) -> Grid:
    with _damage_is_refused():
        sheet = book.get_sheet_by_name(name)
        rows = [[tidy(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        ranges = sheet.merged_cell_ranges or []
    merges = [(first[0], first[1], last[0], last[1]) for first, last in ranges]
    grid = Grid(name, rows, merges, uses_1904)
    for (row, column), problem in scan.unusable.items():
        while row >= len(grid.rows):
            grid.rows.append([])
        grid.put(row, column, problem)
    return grid
