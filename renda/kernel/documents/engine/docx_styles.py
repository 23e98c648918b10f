"""The styles of a docx paper: what the user sees in the style list of WPS or Word."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from . import docx_tables as tables
from . import ooxml
from .layout import MarkFit, format_data, number

BODY, TITLE = "Normal", "Title"
# style name → font role; the names show in the word processor's style list
HEADING_STYLES = {1: ("Heading 1", "heiti"), 2: ("Heading 2", "kaiti"), 3: ("Heading 3", "fangsong"), 4: ("Heading 4", "fangsong")}
MARK, NUMBER, PASS_NOTE, ADDRESSEES = "发文机关标志", "发文字号", "题注文字", "主送机关"
SIGNATURE, ATTACHMENT_LABEL, PAGE_NUMBER = "署名日期", "附件标识", "页码"
UNUSED_PARTS = frozenset(("stylesWithEffects", "customXml", "thumbnail", "numbering"))
MOST_BASES = 16
ALIGN = {"left": WD_ALIGN_PARAGRAPH.JUSTIFY, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


@lru_cache(maxsize=MOST_BASES)
def base_document(mark: MarkFit) -> bytes:
    """An empty document with our styles and nothing else of python-docx's own: it is read for every paper."""
    document = docx.Document()
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    add_styles(document, mark)
    only_used_styles(document)
    for holder in (document.part, document.part.package):
        for key in [key for key, relation in holder.rels.items() if relation.reltype.rsplit("/", 1)[-1] in UNUSED_PARTS]:
            del holder.rels[key]
    language = document.settings.element.find(qn("w:themeFontLang"))
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")
    document.save(buffer := io.BytesIO())
    return buffer.getvalue()


@lru_cache(maxsize=MOST_BASES)
def style_ids(mark: MarkFit) -> dict[str, str]:
    """Style name → its id in the base document; asking the library for each paragraph searches all styles every time."""
    return {style.name: style.style_id for style in docx.Document(io.BytesIO(base_document(mark))).styles}


def set_font(style_or_run: Any, role: str, size_pt: float | None = None) -> None:
    """Give a style or run the official font of ``role``; Latin letters and digits are Times (practice)."""
    fonts = format_data()["fonts"]
    font = style_or_run.font
    east = fonts[role]["docx"]
    latin = east if role in ("songti", "xiaobiaosong", "heiti") else fonts["latin"]["docx"]
    font.name = latin
    rfonts = style_or_run.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        rfonts.attrib.pop(qn(f"w:{attribute}"), None)
    rfonts.set(qn("w:eastAsia"), east)
    rfonts.set(qn("w:hAnsi"), latin)
    if size_pt:
        font.size = Pt(size_pt)


def add_styles(document: Document, mark: MarkFit) -> None:
    """Every style of an official paper; ``mark`` says how large the organ mark is set."""
    size, pitch = number("text.size_pt"), number("text.line_pt")
    _body_style(document, size, pitch)
    add_style(document, TITLE, "xiaobiaosong", number("title.size_pt"), number("title.line_pt"), "center")
    for style, role in HEADING_STYLES.values():
        add_style(document, style, role, size, pitch, "left")
    for style, role, align in (
        (NUMBER, "fangsong", "center"), (PASS_NOTE, "kaiti", "center"), (ADDRESSEES, "fangsong", "left"),
        (SIGNATURE, "fangsong", "right"), (ATTACHMENT_LABEL, "heiti", "left"),
    ):
        add_style(document, style, role, size, pitch, align)
    add_style(document, MARK, "xiaobiaosong", mark.size_pt, mark.size_pt * number("organ_mark.line_em"), "center")
    add_style(document, PAGE_NUMBER, "songti", number("page_number.size_pt"), number("page_number.docx_line_pt"), "left")
    tables.add_styles(document, add_style)


def _body_style(document: Document, size: float, pitch: float) -> None:
    body = document.styles[BODY]
    set_font(body, "fangsong", size)
    rpr = body.element.get_or_add_rPr()
    spacing = ooxml.element("spacing", val=number("text.tracking_twips"))
    ooxml.set_child(rpr, spacing, ("w", "kern", "position", "sz", "szCs", "lang"))
    ooxml.set_child(rpr, ooxml.element("lang", val="en-US", eastAsia="zh-CN"))
    _exact(body.paragraph_format, pitch)
    ppr = body.element.get_or_add_pPr()
    for name in ("autoSpaceDE", "autoSpaceDN"):
        ooxml.set_child(ppr, ooxml.element(name, val=0), ("adjustRightInd", "snapToGrid", "spacing", "ind", "jc", "rPr"))
    # a grid would pull large lines over two rows
    ooxml.set_child(ppr, ooxml.element("snapToGrid", val=0), ("spacing", "ind", "jc", "rPr"))


def add_style(document: Document, name: str, role: str, size: float, line: float, align: str) -> None:
    """A paragraph style: font role, size and exact pitch in points; an existing style of that name is made anew."""
    styles = document.styles
    style = styles[name] if name in [item.name for item in styles] else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for properties, tags in (
        (style.element.get_or_add_pPr(), ("pBdr", "contextualSpacing")),
        (style.element.get_or_add_rPr(), ("spacing", "kern", "color")),
    ):
        for old in [item for tag in tags for item in properties.findall(qn(f"w:{tag}"))]:
            properties.remove(old)
    style.base_style = styles[BODY]
    set_font(style, role, size)
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.alignment = ALIGN[align]
    form.keep_with_next = name.startswith("Heading")
    _exact(form, line)


def _exact(form: Any, line: float) -> None:
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(line)
    form.widow_control = False


def only_used_styles(document: Document) -> None:
    """Take out every style that no paper of ours uses and that none of ours is based on; the file is read faster."""
    kept = {BODY, TITLE, "Default Paragraph Font", "Normal Table", "No List", *(name for name, _ in HEADING_STYLES.values())}
    root = document.styles.element
    for style in list(root.findall(qn("w:style"))):
        own = style.get(qn("w:customStyle")) == "1" and not style.name_val.endswith(" Char") and style.get(qn("w:type")) == "paragraph"
        if not own and style.name_val not in kept | {name.lower() for name in kept}:
            root.remove(style)
    names = {style.get(qn("w:styleId")) for style in root.findall(qn("w:style"))}
    for style in root.findall(qn("w:style")):
        for tag in ("link", "next"):
            node = style.find(qn(f"w:{tag}"))
            if node is not None and node.get(qn("w:val")) not in names:
                style.remove(node)
