"""Drawn things in a docx, new (DrawingML) and old (VML): rules, text boxes, pictures, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from .looks import whole
from .package import q
from .source import PT_MM, Shape

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
VML = "{urn:schemas-microsoft-com:vml}"
HOLDERS = frozenset((q("drawing"), q("pict"), q("object")))
EMU_MM = 36000
FLAT_MM = 1.2
UNITS = {"pt": PT_MM, "mm": 1.0, "cm": 10.0, "in": 25.4, "px": 25.4 / 96}


def boxes(node: etree._Element) -> Iterator[etree._Element]:
    """The contents of text boxes inside a drawing."""
    yield from node.iter(q("txbxContent"))


def shapes(node: etree._Element, paragraph: int) -> Iterator[Shape]:
    """What a drawing shows; ``paragraph`` is the one it hangs on."""
    for holder in node.iter(f"{WP}anchor", f"{WP}inline"):
        yield from _drawn(holder, paragraph)
    for item in node.iter(f"{VML}line", f"{VML}rect", f"{VML}shape"):
        yield _vml(item, paragraph)


def _drawn(holder: etree._Element, paragraph: int) -> Iterator[Shape]:
    extent = holder.find(f"{WP}extent")
    width, height = _emu(extent, "cx"), _emu(extent, "cy")
    x, x_page = _offset(holder.find(f"{WP}positionH"))
    y, y_page = _offset(holder.find(f"{WP}positionV"))
    if holder.find(f".//{PIC}pic") is not None:
        yield Shape("picture", "", x, y, width, height, paragraph, x_page and y_page)
        return
    for shape in holder.iter(f"{WPS}wsp"):
        flat = height is not None and height <= FLAT_MM
        kind = "box" if shape.find(f"{WPS}txbx") is not None else "line" if flat else "rect"
        yield Shape(kind, _color(shape), x, y, width, height, paragraph, x_page and y_page)


def _emu(node: etree._Element | None, name: str) -> float | None:
    number = whole(None if node is None else node.get(name))
    return None if number is None else number / EMU_MM


def _offset(position: etree._Element | None) -> tuple[float | None, bool]:
    """The offset in millimetres and whether it is counted from the edge of the page."""
    if position is None:
        return None, False
    number = whole(position.findtext(f"{WP}posOffset"))
    return (None if number is None else number / EMU_MM), position.get("relativeFrom") == "page"


def _color(shape: etree._Element) -> str:
    """The colour of the filling, else of the line."""
    properties = shape.find(f"{WPS}spPr")
    if properties is None:
        return ""
    for path in (f"{A}solidFill/{A}srgbClr", f"{A}ln/{A}solidFill/{A}srgbClr"):
        if (found := properties.find(path)) is not None:
            return (found.get("val") or "").upper()
    return ""


def _vml(item: etree._Element, paragraph: int) -> Shape:
    style = dict(part.split(":", 1) for part in (item.get("style") or "").split(";") if ":" in part)
    measured = {key.strip(): _length(text) for key, text in style.items()}
    kind = "line" if item.tag == f"{VML}line" else "box" if item.find(f".//{q('txbxContent')}") is not None else "rect"
    if item.find(f"{VML}imagedata") is not None:
        kind = "picture"
    color = re.sub(r"\s.*|^#", "", item.get("strokecolor") or item.get("fillcolor") or "").upper()
    on_page = style.get("mso-position-vertical-relative", "").strip() == "page"
    width = measured.get("width")
    if kind == "line" and width is None and (ends := (_ends(item))):
        width = ends
    return Shape(
        kind, {"RED": "FF0000"}.get(color, color), measured.get("margin-left"), measured.get("margin-top"), width,
        measured.get("height"), paragraph, on_page,
    )


def _ends(item: etree._Element) -> float | None:
    """The length of a VML line from its two ends."""
    first, second = ((item.get(name) or "").split(",")[0] for name in ("from", "to"))
    start, end = _length(first), _length(second)
    return None if start is None or end is None else abs(end - start)


def _length(text: str) -> float | None:
    found = re.fullmatch(r"\s*(-?[\d.]+)(pt|mm|cm|in|px)?\s*", text)
    try:
        return float(found[1]) * UNITS[found[2] or "px"] if found else None
    except ValueError:
        return None
