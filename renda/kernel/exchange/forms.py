"""Empty forms to fill in Excel, made from the same fields that read them back."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from renda.foundation.chinese.text import display_width
from renda.kernel.exchange.fields import Field

ROWS_TO_FILL = 2_000
_TITLE_ROW, _HINT_ROW, _HEADER_ROW, _EXAMPLE_ROW = 1, 2, 3, 4
# Excel cuts what a dropdown may hold, and what its bubble may say.
_INLINE_LIST_CHARACTERS, _PROMPT_CHARACTERS, _PROMPT_TITLE_CHARACTERS = 255, 255, 32
_KIND_HINTS = {
    "text": "",
    "name": "写姓名，一行一个人",
    "phone": "11 位手机号，或者带区号的座机号",
    "id_number": "18 位身份证号",
    "date": "写成 2026-03-05 这样",
    "integer": "只写数字",
    "choice": "从下拉框里选",
    "multi": "可以填几项，用顿号隔开",
}
_THIN = Side(style="thin", color="999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def template_xlsx(fields: Sequence[Field], title: str) -> bytes:
    """An empty form: title, how to fill, header with * on required columns, an example row, dropdowns, bubbles.

    The example row is recognised and left out when the form comes back with it still there.

    Args:
        fields: what the importer knows, in the order of the columns.
        title: what the form is for.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "填写"
    _write_top(sheet, fields, title)
    for number, field in enumerate(fields, start=1):
        _prepare_column(book, sheet, number, field)
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    sheet.page_setup.orientation = "landscape"
    _write_guide(book, fields)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_top(sheet: Worksheet, fields: Sequence[Field], title: str) -> None:
    width = max(len(fields), 1)
    for row, text, font in (
        (_TITLE_ROW, title, Font(bold=True, size=16)),
        (
            _HINT_ROW,
            "带 * 的列必须填。第 4 行是示例，可以改掉也可以留着，不会导入。每列怎么填见“填写说明”。",
            Font(color="666666"),
        ),
    ):
        _put(sheet, row, 1, text).font = font
        if width > 1:
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    sheet.row_dimensions[_TITLE_ROW].height = 28


def _put(sheet: Worksheet, row: int, column: int, text: str):
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"
    return cell


def _prepare_column(book: Workbook, sheet: Worksheet, number: int, field: Field) -> None:
    letter = get_column_letter(number)
    heading = _put(sheet, _HEADER_ROW, number, field.label + ("*" if field.required else ""))
    heading.font = Font(bold=True, size=12)
    heading.fill = PatternFill("solid", fgColor="FCE9D9" if field.required else "E8EEF4")
    heading.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    heading.border = _BORDER
    if field.example:
        example = _put(sheet, _EXAMPLE_ROW, number, field.example)
        example.font = Font(italic=True, color="888888")
        example.number_format = "@"
    column = sheet.column_dimensions[letter]
    column.width = min(max(display_width(field.label) + 4, display_width(field.example) + 2, 10), 40)
    # Text format for the whole column: phones and ID numbers keep every digit, dates stay as written.
    column.number_format = "General" if field.kind == "integer" else "@"
    _add_validation(book, sheet, letter, field)


def _add_validation(book: Workbook, sheet: Worksheet, letter: str, field: Field) -> None:
    if field.kind == "choice" and field.choices:
        rule = DataValidation(type="list", formula1=_list_formula(book, letter, field), allow_blank=True)
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = "没有这一项", "请从下拉框里选一项。"
    else:
        rule = DataValidation(allow_blank=True)
    hint = hint_for(field)
    if hint:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = field.label[:_PROMPT_TITLE_CHARACTERS], hint[:_PROMPT_CHARACTERS]
    sheet.add_data_validation(rule)
    rule.add(f"{letter}{_EXAMPLE_ROW}:{letter}{_HEADER_ROW + ROWS_TO_FILL}")


def _list_formula(book: Workbook, letter: str, field: Field) -> str:
    labels = [choice.label for choice in field.choices]
    inline = ",".join(labels)
    if len(inline) + 2 <= _INLINE_LIST_CHARACTERS and not any(set(label) & set(',"') for label in labels):
        return f'"{inline}"'
    name = "选项"
    options = book[name] if name in book.sheetnames else book.create_sheet(name)
    options.sheet_state = "hidden"
    for row, label in enumerate(labels, start=1):
        cell = options[f"{letter}{row}"]
        cell.value, cell.data_type = label, "s"
    return f"{quote_sheetname(name)}!${letter}$1:${letter}${len(labels)}"


def hint_for(field: Field) -> str:
    """How to fill a column, in one line."""
    parts = [field.help or _KIND_HINTS[field.kind]]
    if field.max_length:
        parts.append(f"最多 {field.max_length} 个字")
    return "；".join(part for part in parts if part)


def _write_guide(book: Workbook, fields: Sequence[Field]) -> None:
    guide = book.create_sheet("填写说明")
    headings = ("列", "必须填", "怎么填", "可以填的内容", "例子")
    for number, (text, width) in enumerate(zip(headings, (18, 8, 44, 44, 24), strict=True), start=1):
        cell = _put(guide, 1, number, text)
        cell.font, cell.border = Font(bold=True), _BORDER
        guide.column_dimensions[get_column_letter(number)].width = width
    for row, field in enumerate(fields, start=2):
        choices = "、".join(choice.label for choice in field.choices)
        texts = (field.label, "是" if field.required else "", hint_for(field), choices, field.example)
        for number, text in enumerate(texts, start=1):
            cell = _put(guide, row, number, text)
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), _BORDER
    guide.freeze_panes = "A2"
