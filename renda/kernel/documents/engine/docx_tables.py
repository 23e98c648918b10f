"""Tables of a docx paper: data tables, forms, and the imprint on the bottom of the last page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell

from . import ooxml
from .cells import Stretch, by_line, in_stretches
from .layout import clean, header_rows, number
from .model import KeyValue, Pair, Table

CELL, CELL_HEAD, CAPTION, FORM, FORM_LABEL, IMPRINT = "表格文字", "表头", "表题", "表单文字", "表单栏目", "版记"
ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def add_styles(document: Document, add: Callable[[Document, str, str, float, float, str], None]) -> None:
    """The paragraph styles that tables use."""
    size, line = number("table.size_pt"), number("table.line_pt")
    form, form_line = number("table.form_size_pt"), number("table.form_line_pt")
    add(document, CELL, "fangsong", size, line, "left")
    add(document, CELL_HEAD, "heiti", size, line, "center")
    add(document, CAPTION, "heiti", number("table.caption_size_pt"), number("text.line_pt"), "center")
    add(document, FORM, "fangsong", form, form_line, "left")
    add(document, FORM_LABEL, "heiti", form, form_line, "center")
    add(document, IMPRINT, "fangsong", number("imprint.size_pt"), number("imprint.line_pt"), "left")
    for name in (CELL, CELL_HEAD, FORM, FORM_LABEL, IMPRINT):
        ooxml.set_child(document.styles[name].element.get_or_add_rPr(), ooxml.element("spacing", val=0), ("w", "kern", "position", "sz", "szCs"))
    document.styles[CAPTION].paragraph_format.keep_with_next = True


def add_table(document: Document, block: Table, width_mm: float) -> None:
    """A data table ``width_mm`` wide; its head repeats on every page and a row is not torn apart."""
    if block.caption:
        document.add_paragraph(clean(block.caption), style=CAPTION)
    heads = header_rows(block)
    shares = [column.width for column in block.columns]
    widths = [width_mm * share / sum(shares) for share in shares]
    table = _new(document, len(heads) + len(block.rows), widths)
    _fill_head(table, heads)
    for row_number, row in enumerate(in_stretches(block), len(heads)):
        cells = table.rows[row_number].cells
        for cell, value, column in zip(cells, row, block.columns, strict=True):
            _write(cell, value, CELL, ALIGN[column.align])
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(ooxml.element("cantSplit"))
        if index < len(heads):
            properties.append(ooxml.element("tblHeader"))


def _fill_head(table: DocxTable, heads: list[list[tuple[str, int, int]]]) -> None:
    taken: set[tuple[int, int]] = set()
    for row_number, row in enumerate(heads):
        position = 0
        for text, columns, rows in row:
            while (row_number, position) in taken:
                position += 1
            cell = table.cell(row_number, position)
            if columns > 1 or rows > 1:
                cell = cell.merge(table.cell(row_number + rows - 1, position + columns - 1))
            taken |= {(r, c) for r in range(row_number, row_number + rows) for c in range(position, position + columns)}
            _put(cell, text, CELL_HEAD, WD_ALIGN_PARAGRAPH.CENTER)
            position += columns


def add_form(document: Document, block: KeyValue) -> None:
    """A form of labelled boxes; a row with one box spans the whole width."""
    wide = all(len(row) == 1 for row in block.rows)
    label = number("table.label_chars") * number("table.form_size_pt") * 25.4 / 72 + 2 * number("table.inset_mm")
    area = number("page.area_width_mm")
    widths = [label, area - label] if wide else [label, area / 2 - label, label, area / 2 - label]
    table = _new(document, len(block.rows), widths)
    for row, pairs in zip(table.rows, block.rows, strict=True):
        cells = row.cells
        if len(pairs) == 2:
            _put_pair(cells[0], cells[1], pairs[0])
            _put_pair(cells[2], cells[3], pairs[1])
        else:
            value = cells[1] if wide else cells[1].merge(cells[3])
            _put_pair(cells[0], value, pairs[0])
        lines = max(pair.lines for pair in pairs)
        row.height = Pt(lines * number("table.form_line_pt") + 2 * number("table.row_inset_pt"))
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def add_imprint(document: Document, cc: str, printed_by: str, printed_on: str, *, ruled: bool) -> None:
    """抄送, 印发机关 and 印发日期 between rules; the last one lies on the bottom of the type area (7.4)."""
    rows = [row for row in (cc, printed_by) if row]
    area, size = number("page.area_width_mm"), number("imprint.size_pt")
    table = _new(document, len(rows), [area])
    point = 72 / 25.4
    outer, inner = number("imprint.outer_rule_mm") * point, number("imprint.inner_rule_mm") * point
    ooxml.table_borders(table._tbl, {"top": outer, "bottom": outer, "insideH": inner} if ruled else {})
    ooxml.cell_margins(table._tbl, 0, 0)
    ooxml.float_at_bottom(table._tbl, ooxml.mm_twips(number("page.left_mm")))
    side = Pt(size * number("imprint.indent_chars"))
    for row, value in zip(table.rows, rows, strict=True):
        paragraph = _put(row.cells[0], value, IMPRINT, WD_ALIGN_PARAGRAPH.LEFT)
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = side
        if value == cc:
            form.left_indent, form.first_line_indent = side + Pt(3 * size), Pt(-3 * size)
        else:
            form.tab_stops.add_tab_stop(Mm(area) - side, WD_TAB_ALIGNMENT.RIGHT)
            paragraph.add_run().add_tab()
            paragraph.add_run(printed_on)


def _new(document: Document, rows: int, widths_mm: list[float]) -> DocxTable:
    table = document.add_table(rows=rows, cols=len(widths_mm))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    rule = number("table.rule_pt")
    ooxml.table_borders(table._tbl, dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), rule))
    ooxml.cell_margins(table._tbl, ooxml.mm_twips(number("table.inset_mm")), ooxml.twips(number("table.row_inset_pt")))
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    return table


def _put_pair(label: _Cell, value: _Cell, pair: Pair) -> None:
    _put(label, pair.label, FORM_LABEL, WD_ALIGN_PARAGRAPH.CENTER)
    _put(value, pair.value, FORM, WD_ALIGN_PARAGRAPH.LEFT)


def _put(cell: _Cell, value: str, style: str, align: WD_ALIGN_PARAGRAPH) -> Any:
    return _write(cell, [(value, False)], style, align)


def _write(cell: _Cell, stretches: list[Stretch], style: str, align: WD_ALIGN_PARAGRAPH) -> Any:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.alignment = align
    for index, line in enumerate(by_line((clean(text), is_bold) for text, is_bold in stretches)):
        if index:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        for text, is_bold in line:
            paragraph.add_run(text).bold = is_bold or None
    return paragraph
