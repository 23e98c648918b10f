"""Page numbers made anew: — 1 — in 宋体 size 4, odd pages right, even pages left, one character in."""

from __future__ import annotations

import posixpath

from lxml import etree

from renda.kernel.documents.engine.layout import format_data, number

from ..package import RELATIONS, Package, W, q
from ..sight import Sight
from ..source import PT_MM
from ..structure.footer import page_row
from . import edit

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
FOOTER_RELATION = f"{R}/footer"
NAMES = {"default": "page_number_odd.xml", "even": "page_number_even.xml"}
BEFORE_SWITCH = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape "
    "printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData "
    "mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
    "hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod "
    "documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme "
    "styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength "
    "clickAndTypeStyle defaultTableStyle"
).split()


def replaceable(sight: Sight) -> bool:
    """Whether the footers hold nothing but page numbers, so that they can be made anew."""
    for section in sight.source.sections:
        for paras in section.footers.values():
            row = page_row(paras)
            if any(para is not row and not para.blank for para in paras):
                return False
            if row is not None and row.text.strip(" —-–－―·~第页\t\u30000123456789"):
                return False
    return True


def renew(package: Package, sight: Sight) -> None:
    """Put the two footers into every upright section and switch odd and even pages apart."""
    main = package.main()
    folder = posixpath.dirname(main)
    ids = {kind: _part(package, main, posixpath.join(folder, name), _footer(kind == "default")) for kind, name in NAMES.items()}
    _odd_and_even(package, main)
    earlier: list[etree._Element] = []
    for section in sight.source.sections:
        node = section.node
        headers = node.findall(q("headerReference")) or earlier
        earlier = headers
        if not section.landscape:
            for old in node.findall(q("footerReference")):
                if old.get(q("type"), "default") in NAMES:
                    node.remove(old)
            for position, kind in enumerate(NAMES):
                reference = etree.Element(q("footerReference"))
                reference.set(q("type"), kind)
                reference.set(f"{{{R}}}id", ids[kind])
                node.insert(len(node.findall(q("headerReference"))) + position, reference)
            _same_header(node, headers)
            margins = edit.put(node, edit.SECT, "pgMar")
            margins.set(q("footer"), str(round(number("page_number.docx_footer_mm") / PT_MM * 20)))


def no_first(sight: Sight) -> None:
    """A letter's first page carries no number: its own first footer, which is not there, stays empty."""
    section = sight.source.sections[0]
    edit.put(section.node, edit.SECT, "titlePg")
    section.node.find(q("titlePg")).attrib.pop(q("val"), None)
    for old in section.node.findall(q("footerReference")):
        if old.get(q("type")) == "first":
            section.node.remove(old)


def _same_header(node: etree._Element, headers: list[etree._Element]) -> None:
    """A header that stood on every page goes on standing on even pages."""
    kinds = {item.get(q("type"), "default"): item for item in headers}
    if "default" in kinds and "even" not in kinds and any(item.getparent() is node for item in headers):
        copy = etree.Element(q("headerReference"))
        copy.set(q("type"), "even")
        copy.set(f"{{{R}}}id", kinds["default"].get(f"{{{R}}}id", ""))
        node.insert(0, copy)


def _footer(odd: bool) -> bytes:
    """The footer part of odd or even pages."""
    font = format_data()["fonts"]["songti"]["docx"]
    half = round(number("page_number.size_pt") * 2)
    side = round(number("page_number.indent_chars") * number("page_number.size_pt") * 20)
    line = round(number("page_number.docx_line_pt") * 20)
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/><w:b w:val="0"/><w:color w:val="000000"/><w:spacing w:val="0"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'

    def run(inner: str) -> str:
        return f"<w:r>{look}{inner}</w:r>"

    place = (f'<w:ind w:left="0" w:right="{side}" w:firstLine="0"/><w:jc w:val="right"/>' if odd
             else f'<w:ind w:left="{side}" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>')
    spacing = f'<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
    body = "".join((
        run('<w:t xml:space="preserve">— </w:t>'), run('<w:fldChar w:fldCharType="begin"/>'),
        run('<w:instrText xml:space="preserve"> PAGE </w:instrText>'), run('<w:fldChar w:fldCharType="end"/>'),
        run('<w:t xml:space="preserve"> —</w:t>'),
    ))
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr xmlns:w="{W}"><w:p><w:pPr>{spacing}{place}</w:pPr>{body}</w:p></w:ftr>'.encode()


def _part(package: Package, main: str, name: str, data: bytes) -> str:
    """Add a part with its type and relation; returns the relation's id."""
    package.parts[name] = data
    types = package.tree("[Content_Types].xml")
    if types is not None and not any(item.get("PartName") == f"/{name}" for item in types):
        etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=FOOTER_TYPE)
    relations = posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels")
    if relations not in package.parts:
        package.parts[relations] = f'<Relationships xmlns="{RELATIONS}"/>'.encode()
    root = package.tree(relations)
    assert root is not None
    target = posixpath.basename(name)
    known = {item.get("Id"): item.get("Target") for item in root}
    found = next((key for key, value in known.items() if value == target), None)
    if found:
        return str(found)
    relation_id = next(f"rIdPage{n}" for n in range(1, 1000) if f"rIdPage{n}" not in known)
    etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=relation_id, Type=FOOTER_RELATION, Target=target)
    return relation_id


def _odd_and_even(package: Package, main: str) -> None:
    names = list(package.related(main, "settings").values())
    settings = package.tree(names[0]) if names else None
    if settings is None:
        return
    node = settings.find(q("evenAndOddHeaders"))
    if node is None:
        earlier = {q(name) for name in BEFORE_SWITCH}
        position = max((n + 1 for n, item in enumerate(settings) if item.tag in earlier), default=0)
        node = etree.Element(q("evenAndOddHeaders"))
        settings.insert(position, node)
    node.attrib.pop(q("val"), None)
