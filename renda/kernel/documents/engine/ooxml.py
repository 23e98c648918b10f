"""Pieces of OOXML that python-docx has no words for: fields, lines, text boxes, borders, fixed archives."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

EMU_PER_MM = 36000
EMU_PER_PT = 12700
TWIPS_PER_PT = 20
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def twips(pt: float) -> int:
    """Points as whole twips."""
    return round(pt * TWIPS_PER_PT)


def mm_twips(mm: float) -> int:
    """Millimetres as whole twips."""
    return round(mm * 72 / 25.4 * TWIPS_PER_PT)


def element(name: str, **attributes: Any) -> BaseOxmlElement:
    """A ``w:`` element; attribute names get the ``w:`` prefix."""
    parts = " ".join(f'w:{key}="{value}"' for key, value in attributes.items())
    return parse_xml(f"<w:{name} {nsdecls('w')} {parts}/>")


def set_child(parent: BaseOxmlElement, child: BaseOxmlElement, before: tuple[str, ...] = ()) -> None:
    """Put ``child`` into ``parent`` in place of an equal one, before the first of the ``before`` names."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    following = next((item for item in parent if item.tag in {qn(f"w:{name}") for name in before}), None)
    if following is None:
        parent.append(child)
    else:
        following.addprevious(child)


def page_field(run: BaseOxmlElement) -> None:
    """Make the run show the page number."""
    for kind in ("begin", None, "end"):
        if kind:
            run.append(element("fldChar", fldCharType=kind))
        else:
            run.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>'))


def bottom_border(paragraph: BaseOxmlElement, size_pt: float, color: str, space_pt: float) -> None:
    """A rule below the paragraph; ``space_pt`` is the gap to the line above (0 to 31)."""
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="{round(size_pt * 8)}" '
        f'w:space="{max(0, min(31, round(space_pt)))}" w:color="{color}"/></w:pBdr>'
    )
    following = ("shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
                 "autoSpaceDN", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr")
    set_child(paragraph.get_or_add_pPr(), border, following)


def _anchor(number: int, x: int, y: int, width: int, height: int, behind: bool, content: str) -> BaseOxmlElement:
    return parse_xml(
        f'<w:drawing {NAMESPACES}><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{251658240 + number}" behindDoc="{int(behind)}" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="图形{number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'{content}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
    )


def _transform(width: int, height: int) -> str:
    return f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def bar(number: int, x_mm: float, y_mm: float, width_mm: float, height_pt: float, color: str) -> BaseOxmlElement:
    """A filled bar at a fixed place on the page (``y_mm`` is its upper edge)."""
    width, height = round(width_mm * EMU_PER_MM), round(height_pt * EMU_PER_PT)
    return _anchor(
        number, round(x_mm * EMU_PER_MM), round(y_mm * EMU_PER_MM), width, height, True,
        f'<wps:cNvSpPr/><wps:spPr>{_transform(width, height)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/>',
    )


def text_box(number: int, box_mm: tuple[float, float, float, float], paragraph: BaseOxmlElement) -> BaseOxmlElement:
    """A frameless text box at a fixed place; ``box_mm`` is x, y, width, height."""
    x, y, width, height = (round(value * EMU_PER_MM) for value in box_mm)
    inner = etree.tostring(paragraph, encoding="unicode")
    return _anchor(
        number, x, y, width, height, False,
        f'<wps:cNvSpPr txBox="1"/><wps:spPr>{_transform(width, height)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>'
        '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/>',
    )


def turned_cell(box_mm: tuple[float, float, float, float], paragraph: BaseOxmlElement) -> BaseOxmlElement:
    """A borderless cell at a fixed place on the page whose text runs downwards; ``box_mm`` is x, y, width, height."""
    x, y, width, height = map(mm_twips, box_mm)
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" '
        f'w:tblpX="{x}" w:tblpY="{y}"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr></w:tc></w:tr></w:tbl>'
    )
    table.find(f".//{qn('w:tc')}").append(paragraph)
    return table


def table_borders(table: BaseOxmlElement, rules: dict[str, float]) -> None:
    """Borders of a table: side (top, left, bottom, right, insideH, insideV) → points; missing sides have none."""
    sides = "".join(
        f'<w:{side} w:val="{"single" if rules.get(side) else "nil"}" w:sz="{round(rules.get(side, 0) * 8)}" '
        'w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = parse_xml(f'<w:tblBorders {nsdecls("w")}>{sides}</w:tblBorders>')
    set_child(table.tblPr, borders, ("shd", "tblLayout", "tblCellMar", "tblLook"))


def cell_margins(table: BaseOxmlElement, horizontal: int, vertical: int) -> None:
    """Inner margins of every cell in twips."""
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:top w:w="{vertical}" w:type="dxa"/><w:left w:w="{horizontal}" w:type="dxa"/>'
        f'<w:bottom w:w="{vertical}" w:type="dxa"/><w:right w:w="{horizontal}" w:type="dxa"/></w:tblCellMar>'
    )
    set_child(table.tblPr, margins, ("tblLook",))


def float_at_bottom(table: BaseOxmlElement, left_twips: int) -> None:
    """Anchor the table to the bottom of the type area of the page it stands on."""
    position = element("tblpPr", leftFromText=0, rightFromText=0, vertAnchor="margin", horzAnchor="page",
                       tblpX=left_twips, tblpYSpec="bottom")
    set_child(table.tblPr, position, ("tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblW", "jc", "tblBorders", "tblLayout"))


def fixed_archive(data: bytes) -> bytes:
    """The same archive with sorted members and one fixed time, so that equal papers give equal bytes."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 0
            target.writestr(info, source.read(name))
    return result.getvalue()
