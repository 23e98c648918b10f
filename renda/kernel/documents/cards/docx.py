"""Name plates and folder labels as Word files, for offices that change them by hand in WPS."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from renda.kernel.documents.cards.guests import Guest
from renda.kernel.documents.cards.pdf import _fit, _spaced, sizes
from renda.kernel.documents.cards.seating import place_words
from renda.kernel.documents.engine import overprint
from renda.kernel.documents.engine.layout import clean

Line = tuple[str, float, str]
HEI, SONG = "黑体", "仿宋_GB2312"


def plates(guests: Sequence[Guest], title: str) -> bytes:
    """Name plates to put into holders: each name twice on a sheet, one for each side."""
    size, sheet = sizes()["plate"], sizes()["sheet"]
    width = sheet["width_mm"] - 2 * size["side_mm"]
    lines = [
        [(_spaced(g.name), _fit(_spaced(g.name), width - 4, size), HEI)] for g in guests for _ in range(2)
    ]
    return _grid(lines, width, size["face_mm"], 1, 2, title)


def labels(guests: Sequence[Guest], title: str) -> bytes:
    """Folder labels in the grid of the label sheet."""
    size = sizes()["label"]
    room = size["width_mm"] - 12

    def said(guest: Guest) -> list[Line]:
        below = "　".join(part for part in (clean(guest.group), place_words(guest)) if part)
        name = _spaced(guest.name)
        return [
            (clean(title), size["event_pt"], SONG),
            (name, _fit(name, room, size), HEI),
            (below, size["small_pt"], SONG),
        ]

    return _grid(
        [said(g) for g in guests], size["width_mm"], size["height_mm"], size["across"], size["down"], title
    )


def _grid(cells: list[list[Line]], width: float, height: float, across: int, down: int, title: str) -> bytes:
    document = docx.Document()
    document.core_properties.title = clean(title)
    _sheet(document.sections[0], width * across, height * down)
    for start in range(0, len(cells), across * down):
        chunk = cells[start : start + across * down]
        table = document.add_table(rows=-(-len(chunk) // across), cols=across)
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        for row in table.rows:
            row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
        for position, lines in enumerate(chunk):
            cell = table.rows[position // across].cells[position % across]
            cell.width = Mm(width)
            _write(cell, lines)
        _between(document)
    overprint.stamp(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _sheet(section: Any, width: float, height: float) -> None:
    sheet = sizes()["sheet"]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(sheet["width_mm"]), Mm(sheet["height_mm"])
    section.left_margin = section.right_margin = Mm((sheet["width_mm"] - width) / 2)
    section.top_margin = section.bottom_margin = Mm(max(0.0, (sheet["height_mm"] - height) / 2 - 1))
    section.header_distance = section.footer_distance = Mm(0)


def _write(cell: _Cell, lines: list[Line]) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for index, (value, size, font) in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(value)
        run.font.size, run.font.name = Pt(size), font
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _between(document: Any) -> None:
    """The paragraph a table needs after it, as small as can be; full sheets break by themselves."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = Pt(1), Pt(0)
    paragraph.add_run().font.size = Pt(1)
