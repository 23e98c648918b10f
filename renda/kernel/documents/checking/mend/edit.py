"""Changing the look of paragraphs and runs in place: the elements stand in the order the format wants, words stay."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from renda.kernel.documents.engine.layout import format_data, number

from ..package import q
from ..sight import in_role, official_name
from ..source import Para, Span, is_chinese

PPR = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku "
    "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()
RPR = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing "
    "w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
).split()
SECT = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign "
    "noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
).split()
TBLPR = "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook".split()
INDENTS = {"first": ("firstLine", "firstLineChars"), "left": ("left", "leftChars"), "right": ("right", "rightChars")}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def put(parent: etree._Element, order: list[str], name: str, **attributes: Any) -> etree._Element:
    """The child ``w:name`` of ``parent`` (made in its proper place when it is not there) with these attributes."""
    child = parent.find(q(name))
    if child is None:
        child = etree.Element(q(name))
        later = {q(item) for item in order[order.index(name) + 1 :]}
        following = next((item for item in parent if item.tag in later), None)
        if following is None:
            parent.append(child)
        else:
            following.addprevious(child)
    for key, value in attributes.items():
        child.set(q(key), str(value))
    return child


def drop(parent: etree._Element | None, *names: str) -> None:
    """Remove the children with these names."""
    for name in names:
        for child in [] if parent is None else parent.findall(q(name)):
            parent.remove(child)


def ppr(para: Para) -> etree._Element:
    """The properties of a paragraph, made when there are none."""
    found = para.node.find(q("pPr"))
    if found is None:
        found = etree.Element(q("pPr"))
        para.node.insert(0, found)
    return found


def rpr(run: etree._Element) -> etree._Element:
    """The properties of a run, made when there are none."""
    found = run.find(q("rPr"))
    if found is None:
        found = etree.Element(q("rPr"))
        run.insert(0, found)
    return found


def runs(para: Para, part: Callable[[int], bool] | None = None) -> Iterator[Span]:
    """The spans that stand in real runs; ``part`` picks them by the position of their first character."""
    position = 0
    for span in para.spans:
        if span.node.tag == q("r") and (part is None or part(position)):
            yield span
        position += len(span.text)


def split(para: Para, at: int) -> None:
    """Cut the run that holds character ``at`` in two there, when it holds nothing but text; the text stays the same."""
    position = 0
    for span in para.spans:
        end = position + len(span.text)
        if position < at < end and span.node.tag == q("r"):
            _split_run(span.node, at - position)
            return
        position = end


def _split_run(run: etree._Element, at: int) -> None:
    if any(child.tag not in (q("rPr"), q("t")) for child in run):
        return
    text = "".join(child.text or "" for child in run.findall(q("t")))
    second = copy.deepcopy(run)
    for holder, words in ((run, text[:at]), (second, text[at:])):
        for child in holder.findall(q("t")):
            holder.remove(child)
        piece = etree.SubElement(holder, q("t"))
        piece.text = words
        piece.set(XML_SPACE, "preserve")
    run.addnext(second)


# ------------------------------------------------------------------ looks


def set_role(run: etree._Element, role: str) -> None:
    """Give a run the official font of ``role``; theme fonts go, because they would win."""
    data = format_data()["fonts"]
    east = official_name(role)
    latin = east if role in ("songti", "xiaobiaosong", "heiti") else data["latin"]["docx"]
    fonts = put(rpr(run), RPR, "rFonts", ascii=latin, hAnsi=latin, eastAsia=east)
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme", "hint"):
        fonts.attrib.pop(q(name), None)


def set_size(run: etree._Element, size_pt: float) -> None:
    """Set the size of a run."""
    half = round(size_pt * 2)
    put(rpr(run), RPR, "sz", val=half)
    put(rpr(run), RPR, "szCs", val=half)


def set_face(
    para: Para, role: str, size_pt: float | None = None, *, color: str = "000000", allowed: tuple[str, ...] = (),
    part: Callable[[int], bool] | None = None, plain: bool = True,
) -> None:
    """Font class, size and colour of (part of) a paragraph; characters in one of the ``allowed`` classes keep theirs."""
    for span in runs(para, part):
        chinese = any(is_chinese(char) for char in span.text)
        fits = any(in_role(span.look.east, name) for name in (role, *allowed))
        if chinese:
            put(rpr(span.node), RPR, "lang", eastAsia="zh-CN")
        if chinese and not fits:
            set_role(span.node, role)
        if size_pt and span.text.strip():
            set_size(span.node, size_pt)
        if span.look.color not in ("auto", color) or color != "000000":
            put(rpr(span.node), RPR, "color", val=color)
            color_node = rpr(span.node).find(q("color"))
            for name in ("themeColor", "themeTint", "themeShade"):
                color_node.attrib.pop(q(name), None)
        if plain and span.look.bold:
            put(rpr(span.node), RPR, "b", val=0)
            put(rpr(span.node), RPR, "bCs", val=0)


def set_tracking(para: Para) -> None:
    """The run spacing that puts 28 characters on a line."""
    for span in runs(para):
        put(rpr(span.node), RPR, "spacing", val=number("text.tracking_twips"))


def set_pitch(para: Para, line_pt: float | None = None) -> None:
    """An exact line pitch, nothing before or after, off the grid."""
    node = put(ppr(para), PPR, "spacing", before=0, after=0, line=round((line_pt or number("text.line_pt")) * 20), lineRule="exact")
    for name in ("beforeLines", "afterLines", "beforeAutospacing", "afterAutospacing"):
        node.attrib.pop(q(name), None)
    put(ppr(para), PPR, "snapToGrid", val=0)


def no_gaps(para: Para, before: bool = False, after: bool = False) -> None:
    """Take away space before or after a paragraph."""
    for wanted, side in ((before, "before"), (after, "after")):
        if wanted:
            put(ppr(para), PPR, "spacing", **{side: 0, f"{side}Lines": 0, f"{side}Autospacing": 0})


def set_indent(para: Para, char_pt: float | None = None, **chars: float) -> None:
    """Indents in characters (first, left, right; a negative first hangs); those not named become 0."""
    pitch = char_pt or number("text.char_pitch_pt")
    node = put(ppr(para), PPR, "ind")
    for key in list(node.attrib):
        del node.attrib[key]
    for name, (plain, in_chars) in INDENTS.items():
        value = chars.get(name, 0.0)
        if name == "first" and value < 0:
            plain, in_chars, value = "hanging", "hangingChars", -value
        node.set(q(plain), str(round(value * pitch * 20)))
        node.set(q(in_chars), str(round(value * 100)))


def set_align(para: Para, align: str) -> None:
    """left, center, right or both."""
    put(ppr(para), PPR, "jc", val=align)


def set_border(para: Para, side: str, size_pt: float, color: str, space_pt: float) -> None:
    """A rule at the top or bottom of a paragraph; size 0 takes it away."""
    borders = put(ppr(para), PPR, "pBdr")
    drop(borders, side)
    if size_pt:
        line = etree.Element(q(side))
        for key, value in (("val", "single"), ("sz", round(size_pt * 8)), ("space", max(0, min(31, round(space_pt)))), ("color", color)):
            line.set(q(key), str(value))
        if side == "top":
            borders.insert(0, line)
        else:
            borders.append(line)
    if not len(borders):
        drop(ppr(para), "pBdr")


def blank_before(para: Para) -> etree._Element:
    """A new empty line right before ``para``, one line of the text high."""
    node = etree.Element(q("p"))
    properties = etree.SubElement(node, q("pPr"))
    put(properties, PPR, "snapToGrid", val=0)
    put(properties, PPR, "spacing", before=0, after=0, line=round(number("text.line_pt") * 20), lineRule="exact")
    holder = put(properties, PPR, "rPr")
    half = round(number("text.size_pt") * 2)
    put(holder, RPR, "sz", val=half)
    put(holder, RPR, "szCs", val=half)
    para.node.addprevious(node)
    return node


def removable(para: Para) -> bool:
    """Whether an empty paragraph can go: nothing hangs on it."""
    keeps = ("sectPr", "drawing", "pict", "object", "fldChar", "instrText", "br", "commentReference", "footnoteReference")
    return para.blank and not para.text.strip("\n") and not any(para.node.iter(*map(q, keeps))) and para.node.getparent().tag == q("body")
