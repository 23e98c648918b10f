"""Mending the imprint: rules, sizes, indents; the table goes to the bottom of the type area."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from renda.kernel.documents.engine import ooxml
from renda.kernel.documents.engine.layout import number

from ..findings import Finding
from ..package import q
from ..sight import Sight
from ..source import PT_MM, Para
from ..structure.imprint import imprint_rows
from . import edit

SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def rules(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """First and last rule 0.35 mm, inner ones 0.25 mm, as wide as the type area, on the bottom of the last page."""
    rows = imprint_rows(sight)
    outer, inner = number("imprint.outer_rule_mm") / PT_MM, number("imprint.inner_rule_mm") / PT_MM
    if not rows:
        return
    if rows[0].table is not None:
        table = sight.source.tables[rows[0].table]
        _table_rules(table.node, outer, inner)
        if not table.floating and rows[-1].table == rows[0].table:
            _float(table.node)
    elif _last_of_all(sight, rows):
        _tabulate(rows, outer, inner)
    else:
        for position, row in enumerate(rows):
            edit.set_border(row, "top", outer if position == 0 else 0, "000000", 1)
            edit.set_border(row, "bottom", outer if position == len(rows) - 1 else inner, "000000", 1)


def _last_of_all(sight: Sight, rows: list[Para]) -> bool:
    """Whether the rows follow one another and nothing comes after them."""
    after = sight.source.paragraphs[rows[-1].index + 1 :]
    between = sight.source.paragraphs[rows[0].index : rows[-1].index + 1]
    body = all(row.container == "body" and row.node.getparent().tag == q("body") for row in rows)
    return body and all(para.blank for para in after) and all(para in rows or edit.removable(para) for para in between)


def _tabulate(rows: list[Para], outer: float, inner: float) -> None:
    """Move the rows into a table of one column that stands at the bottom of the type area; their words move along."""
    width = ooxml.mm_twips(number("page.area_width_mm"))
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid></w:tbl>'
    )
    rows[0].node.addprevious(table)
    for row in rows:
        line = parse_xml(f'<w:tr {nsdecls("w")}><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tc></w:tr>')
        table.append(line)
        edit.set_border(row, "top", 0, "000000", 0)
        edit.set_border(row, "bottom", 0, "000000", 0)
        line[0].append(row.node)
    for node in list(_following(table, rows)):
        node.getparent().remove(node)
    _table_rules(table, outer, inner)
    _float(table)
    if table.getnext() is None or table.getnext().tag != q("p"):
        table.addnext(parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'))


def _following(table: etree._Element, rows: list[Para]) -> list[etree._Element]:
    """Empty paragraphs that stood between the rows and now stand after the table."""
    found, node = [], table.getnext()
    while node is not None and node.tag == q("p") and not any(node.iter(q("t"), q("sectPr"), q("drawing"))):
        found.append(node)
        node = node.getnext()
    return found[: max(0, len(rows) - 1)] if len(rows) > 1 else []


def _float(table: etree._Element) -> None:
    """Anchor the table to the bottom of the type area of the page it stands on; no inner margins."""
    properties = table.find(q("tblPr"))
    left = ooxml.mm_twips(number("page.left_mm"))
    edit.put(properties, edit.TBLPR, "tblpPr", leftFromText=0, rightFromText=0, vertAnchor="margin", horzAnchor="page", tblpX=left, tblpYSpec="bottom")
    margins = edit.put(properties, edit.TBLPR, "tblCellMar")
    for child in list(margins):
        margins.remove(child)
    for side in ("top", "left", "bottom", "right"):
        etree.SubElement(margins, q(side), {q("w"): "0", q("type"): "dxa"})


def _table_rules(table: etree._Element, outer: float, inner: float) -> None:
    properties = table.find(q("tblPr"))
    if properties is None:
        properties = etree.Element(q("tblPr"))
        table.insert(0, properties)
    edit.drop(properties, "tblBorders")
    borders = edit.put(properties, edit.TBLPR, "tblBorders")
    sizes = {"top": outer, "bottom": outer, "insideH": inner}
    for side in SIDES:
        line = etree.SubElement(borders, q(side))
        line.set(q("val"), "single" if side in sizes else "nil")
        line.set(q("sz"), str(round(sizes.get(side, 0) * 8)))
        line.set(q("space"), "0")
        line.set(q("color"), "000000")
    for cell in table.iter(q("tcPr")):
        edit.drop(cell, "tcBorders")
    width = round(number("page.area_width_mm") / PT_MM * 20)
    columns = table.findall(f"{q('tblGrid')}/{q('gridCol')}")
    total = sum(int(column.get(q("w"), "0")) for column in columns)
    if columns and total and abs(total - width) > 20:
        _stretch(table, columns, width / total)


def _stretch(table: etree._Element, columns: list[etree._Element], share: float) -> None:
    """Make the table as wide as the type area."""
    for column in columns:
        column.set(q("w"), str(round(int(column.get(q("w"), "0")) * share)))
    for cell in table.iter(q("tcW")):
        if cell.get(q("type")) == "dxa" and cell.get(q("w"), "").isdigit():
            cell.set(q("w"), str(round(int(cell.get(q("w"))) * share)))
    for width in table.iter(q("tblW")):
        width.set(q("type"), "auto")
        width.set(q("w"), "0")


def unruled(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """The imprint of a letter has no rules."""
    rows = imprint_rows(sight)
    if rows and rows[0].table is not None:
        table = sight.source.tables[rows[0].table].node
        for holder, name in [*((item, "tblBorders") for item in table.iter(q("tblPr"))), *((item, "tcBorders") for item in table.iter(q("tcPr")))]:
            edit.drop(holder, name)
        return
    for row in rows:
        for side in ("top", "bottom"):
            edit.set_border(row, side, 0, "000000", 0)


def copied(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """抄送: 仿宋 size 4, one character in on both sides, names below one another."""
    para = sight.elements.cc
    if para is not None:
        side = number("imprint.indent_chars")
        edit.set_face(para, "fangsong", number("imprint.size_pt"))
        edit.set_align(para, "left")
        edit.set_pitch(para, number("imprint.line_pt"))
        edit.set_indent(para, number("imprint.size_pt"), left=side + 3, right=side, first=-3)


def printed(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """印发: 仿宋 size 4, one character in on both sides."""
    para = sight.elements.printed
    if para is not None:
        side = number("imprint.indent_chars")
        edit.set_face(para, "fangsong", number("imprint.size_pt"))
        edit.set_pitch(para, number("imprint.line_pt"))
        edit.set_indent(para, number("imprint.size_pt"), left=side, right=side)
