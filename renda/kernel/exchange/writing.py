"""Writing spreadsheets: lists for people, and empty forms to fill.

Nothing that a person typed may run as a formula in someone else's Excel, long numbers stay
text, dates are real dates.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter

from renda.foundation import clock
from renda.foundation.chinese.text import display_width
from renda.kernel.exchange.grid import clean_text

MAX_CELL_CHARACTERS = 32_767
MAX_SHEET_ROWS = 1_048_576
_SHEET_NAME_CHARACTERS = 31
_NARROWEST, _WIDEST, _ROWS_TO_MEASURE = 6, 50, 200
_RISKY_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_SHORTENED = "……（内容太长，其余请在系统里查看）"
_LONG_DIGITS = re.compile(r"0\d+|\d{12,}")

ColumnKind = Literal["text", "number", "date", "moment"]


@dataclass(frozen=True)
class Column:
    """One column of a list. ``width`` in characters of the Latin alphabet; None measures the contents."""

    key: str
    label: str
    kind: ColumnKind = "text"
    width: float | None = None


def write_xlsx(
    columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], *, title: str = "", sheet_name: str = "Sheet1"
) -> bytes:
    """A list as .xlsx: title, frozen header, wrapped texts.

    Args:
        columns: what to show, in order.
        rows: one mapping per row, read once and not kept; missing keys are blank. Values: text, number,
            date, datetime, bool, or a list of texts.
        title: a line above the header; "" for none.
        sheet_name: characters Excel forbids are left out.

    Raises:
        ValueError: more rows than a sheet holds.
    """
    book = Workbook(write_only=True)
    _register_styles(book)
    sheet = book.create_sheet(_sheet_name(sheet_name))
    cells, rows = _Cells(sheet), iter(rows)
    sample = [row for _, row in zip(range(_ROWS_TO_MEASURE), rows, strict=False)]
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width or _width(column, sample)
    header_row = 2 if title else 1
    sheet.freeze_panes = f"A{header_row + 1}"
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if title:
        sheet.append([cells.text(title, "renda_title")])
    sheet.append([cells.text(column.label, "renda_header") for column in columns])
    count = header_row
    for part in (sample, rows):
        for row in part:
            count += 1
            if count > MAX_SHEET_ROWS:
                raise ValueError(f"more than {MAX_SHEET_ROWS} rows")
            sheet.append([cells.body(column, row.get(column.key)) for column in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_csv(
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    encoding: Literal["gb18030", "utf-8-sig"] = "utf-8-sig",
) -> bytes:
    """A list as csv for other systems. ``gb18030`` opens in old Excel and keeps every character.

    A text that Excel would take for a formula gets an apostrophe before it, a long number a tab;
    ``read_table`` takes both away again.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_csv_text(column.label) for column in columns])
    for row in rows:
        writer.writerow([_csv_value(row.get(column.key)) for column in columns])
    return out.getvalue().encode(encoding)


def _csv_value(value: Any) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return _csv_text(_shown(value))


def _csv_text(text: str) -> str:
    text = _safe_text(text)
    if text.startswith(_RISKY_START):
        return "'" + text
    return "\t" + text if _LONG_DIGITS.fullmatch(text) else text


def _china_time(moment: datetime) -> datetime:
    """The moment as the clock on the wall shows it; Excel knows no time zones."""
    return (moment.astimezone(clock.ZONE) if moment.tzinfo else moment).replace(tzinfo=None)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return _china_time(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple, set, frozenset)):
        return "、".join(str(item) for item in value)
    return str(value)


def _safe_text(text: str) -> str:
    """Text without control characters, no longer than a cell holds."""
    text = clean_text(text)
    if len(text) > MAX_CELL_CHARACTERS:
        text = text[: MAX_CELL_CHARACTERS - len(_SHORTENED)] + _SHORTENED
    return text


def _register_styles(book: Workbook) -> None:
    line = Side(style="thin", color="999999")
    border = Border(left=line, right=line, top=line, bottom=line)
    wrapped = Alignment(wrap_text=True, vertical="top")
    centred = Alignment(wrap_text=True, vertical="center", horizontal="center")
    grey = PatternFill("solid", fgColor="E8EEF4")
    styles = [
        NamedStyle("renda_title", font=Font(bold=True, size=16), alignment=Alignment(vertical="center")),
        NamedStyle("renda_header", font=Font(bold=True, size=12), alignment=centred, border=border, fill=grey),
        NamedStyle("renda_text", alignment=wrapped, border=border, number_format="@"),
        NamedStyle("renda_number", alignment=wrapped, border=border, number_format="General"),
        NamedStyle("renda_date", alignment=wrapped, border=border, number_format="yyyy-mm-dd"),
        NamedStyle("renda_moment", alignment=wrapped, border=border, number_format="yyyy-mm-dd hh:mm"),
    ]
    for style in styles:
        book.add_named_style(style)


class _Cells:
    """Makes the cells of one sheet; every style is looked up once, not once per cell."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.styles: dict[tuple[str, bool], Any] = {}

    def cell(self, value: Any, style: str, *, quoted: bool = False) -> WriteOnlyCell:
        """A cell; ``quoted`` keeps a text a text even after someone edits it in Excel."""
        cell = WriteOnlyCell(self.sheet, value=value)
        if isinstance(value, str):
            # Typed as text explicitly: openpyxl would make a formula of anything that begins with "=".
            cell.data_type = "s"
        known = self.styles.get((style, quoted))
        if known is None:
            cell.style = style
            if quoted:
                cell.quotePrefix = True
            self.styles[style, quoted] = cell._style
        else:
            cell._style = known
        return cell

    def text(self, text: str, style: str = "renda_text") -> WriteOnlyCell:
        """A text cell that can never be taken for a formula."""
        text = _safe_text(text)
        return self.cell(text or None, style, quoted=text.startswith(_RISKY_START))

    def body(self, column: Column, value: Any) -> WriteOnlyCell:
        """A cell of the list."""
        if isinstance(value, datetime):
            return self.cell(_china_time(value), "renda_moment")
        if isinstance(value, date):
            return self.cell(value, "renda_date")
        if column.kind == "number" and isinstance(value, (int, float)) and not isinstance(value, bool):
            return self.cell(value, "renda_number")
        return self.text(_shown(value))


def _sheet_name(name: str) -> str:
    return _NOT_IN_SHEET_NAME.sub("", clean_text(name)).strip("'")[:_SHEET_NAME_CHARACTERS] or "Sheet1"


def _width(column: Column, sample: Sequence[Mapping[str, Any]]) -> float:
    texts = [column.label, *(line for row in sample for line in _shown(row.get(column.key)).split("\n"))]
    return min(max(max(map(display_width, texts)) + 2, _NARROWEST), _WIDEST)
