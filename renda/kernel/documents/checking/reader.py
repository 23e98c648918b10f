"""From the parts of a docx to :class:`.source.Source`: every paragraph with its resolved look, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from . import drawings
from .looks import (
    RunLook,
    Styles,
    Theme,
    border,
    para_facts,
    para_look,
    run_facts,
    run_look,
    switched,
    value,
    whole,
)
from .numbering import Numbering
from .package import Package, Unopenable, open_docx, q
from .source import PT_MM, Container, Grid, Para, Section, Shape, Source, Span, Table

TWIP_MM = PT_MM / 20
A4_TWIPS = {"w": 11906, "h": 16838}
MOST_PARAGRAPHS = 60_000
WRAPPERS = frozenset(map(q, ("ins", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "moveTo", "dir", "bdo")))
GONE = frozenset(map(q, ("del", "moveFrom")))
TRACKED = tuple(map(q, ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "sectPrChange")))
SIGNS = {q("tab"): "\t", q("cr"): "\n", q("noBreakHyphen"): "-", q("softHyphen"): "", q("ptab"): "\t"}
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def read_docx(data: bytes) -> Source:
    """The document in ``data``. Raises :class:`Unopenable`."""
    return read_package(open_docx(data))


def read_package(package: Package) -> Source:
    """The document of an opened file; its ``node`` fields are the package's own elements, so that mends reach it."""
    return _Reader(package).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package, self.main = package, package.main()
        settings = self._part("settings")
        language = value(settings, "themeFontLang", "eastAsia") or "zh-CN"
        self.styles = Styles(self._part("styles"), Theme(self._part("theme"), language))
        self.numbering = Numbering(self._part("numbering"))
        self.even_and_odd = bool(switched(settings, "evenAndOddHeaders"))
        self.paragraphs: list[Para] = []
        self.tables: list[Table] = []
        self.sections: list[Section] = []
        self.shapes: list[Shape] = []
        self.pending_break = False
        self.collecting: list[Para] = self.paragraphs

    def _part(self, kind: str) -> etree._Element | None:
        names = list(self.package.related(self.main, kind).values())
        return self.package.tree(names[0]) if names else None

    def read(self) -> Source:
        root = self.package.tree(self.main)
        assert root is not None  # open_docx has looked
        body = root.find(q("body"))
        assert body is not None
        self._walk(body, "body", None)
        last = body.find(q("sectPr"))
        if last is not None or not self.sections:
            self._section(last)
        for para in self.paragraphs:
            para.section = min(para.section, len(self.sections) - 1)
        return Source(
            self.sections, self.paragraphs, self.tables, self.shapes, self.even_and_odd,
            tracked=sum(1 for _ in root.iter(*TRACKED)), comments=self._comments(), macros=self.package.macros(),
            pictures=sum(para.pictures for para in self.paragraphs), outside=tuple(self.package.outside(self.main)),
        )

    def _comments(self) -> int:
        root = self._part("comments")
        return 0 if root is None else len(root.findall(q("comment")))

    # -------------------------------------------------------------- the tree of blocks

    def _walk(self, parent: etree._Element, container: Container, cell: tuple[int, int, int] | None) -> list[Para]:
        """Read the blocks of ``parent``; returns the paragraphs that stand directly in it."""
        found: list[Para] = []
        for node in _children(parent):
            if node.tag == q("p"):
                found.append(self._paragraph(node, container, cell))
            elif node.tag == q("tbl"):
                self._table(node, container)
            elif node.tag in WRAPPERS:
                found += self._walk(node, container, cell)
        return found

    def _table(self, node: etree._Element, container: Container) -> None:
        properties = node.find(q("tblPr"))
        table = Table(
            len(self.tables), node, len(self.sections), [], _table_width(node), _table_borders(node),
            floating=properties is not None and properties.find(q("tblpPr")) is not None,
        )
        self.tables.append(table)
        style = value(properties, "tblStyle")
        for row_number, row in enumerate(_rows(node)):
            if switched(row.find(q("trPr")), "tblHeader") and table.head_rows == row_number:
                table.head_rows += 1
            cells = []
            for column, cell in enumerate(item for item in _children(row) if item.tag == q("tc")):
                self._table_style = style
                cells.append(self._walk(cell, "cell" if container == "body" else container, (table.index, row_number, column)))
            table.rows.append(cells)
        self._table_style = None

    _table_style: str | None = None

    # -------------------------------------------------------------- a paragraph

    def _paragraph(self, node: etree._Element, container: Container, cell: tuple[int, int, int] | None) -> Para:
        if len(self.paragraphs) >= MOST_PARAGRAPHS:
            raise Unopenable("文件太长，一次检查不了。请分成几个文件再来")
        ppr = node.find(q("pPr"))
        style = value(ppr, "pStyle")
        facts = dict(self.styles.para_style(style))
        number = self._number(ppr, style, facts)
        facts |= para_facts(ppr)
        index = len(self.collecting)
        gathered = _Gathered(self, index, style, container)
        para = Para(index, "", (), para_look(facts), self.styles.name(style), node, container, len(self.sections), number=number)
        if cell:
            para.table, para.row, para.column = cell
        self.collecting.append(para)
        gathered.take(node)
        para.text, para.spans = "".join(span.text for span in gathered.spans), tuple(gathered.spans)
        para.pictures, para.fields = gathered.pictures, tuple(gathered.fields)
        para.mark = run_look(self.styles.run_style(style, None, self._table_style) | run_facts(None if ppr is None else ppr.find(q("rPr")), self.styles.theme))
        para.breaks_before = para.look.page_break_before or self.pending_break or gathered.break_before
        self.pending_break = gathered.break_after
        if ppr is not None and (section := ppr.find(q("sectPr"))) is not None:
            self._section(section)
            self.pending_break = value(section, "type") != "continuous"
        return para

    def _number(self, ppr: etree._Element | None, style: str | None, facts: dict[str, Any]) -> str:
        """The automatic number before the paragraph; the indents of its level go into ``facts``."""
        holders = [None if ppr is None else ppr.find(q("numPr"))]
        holders += [node.find(f"{q('pPr')}/{q('numPr')}") for node in reversed(self.styles.chain(style))]
        holder = next((item for item in holders if item is not None and value(item, "numId") is not None), None)
        num_id = value(holder, "numId")
        if num_id in (None, "0"):
            return ""
        depth = whole(value(holder, "ilvl")) or 0
        level = self.numbering.level(num_id, depth)
        if level is not None:
            facts |= para_facts(level.find(q("pPr")))
        return self.numbering.next(num_id, depth)

    def look(self, rpr: etree._Element | None, style: str | None) -> RunLook:
        facts = self.styles.run_style(style, value(rpr, "rStyle"), self._table_style)
        return run_look(facts | run_facts(rpr, self.styles.theme))

    # -------------------------------------------------------------- sections

    def _section(self, node: etree._Element | None) -> None:
        if node is None:
            node = etree.Element(q("sectPr"))
        size, margins = node.find(q("pgSz")), node.find(q("pgMar"))
        grid = node.find(q("docGrid"))

        def measure(holder: etree._Element | None, name: str, default: int = 0) -> float:
            number = whole(None if holder is None else holder.get(q(name)))
            return (default if number is None else number) * TWIP_MM

        section = Section(
            width_mm=measure(size, "w", A4_TWIPS["w"]), height_mm=measure(size, "h", A4_TWIPS["h"]),
            top_mm=abs(measure(margins, "top", 1440)), bottom_mm=abs(measure(margins, "bottom", 1440)),
            left_mm=measure(margins, "left", 1800) + measure(margins, "gutter"), right_mm=measure(margins, "right", 1800),
            footer_mm=measure(margins, "footer", 720),
            landscape=size is not None and (size.get(q("orient")) == "landscape" or measure(size, "w") > measure(size, "h")),
            title_page=bool(switched(node, "titlePg")), grid=_grid(grid), node=node,
        )
        self._footers(section)
        self.sections.append(section)

    def _footers(self, section: Section) -> None:
        """Headers and footers of the section; those not named are those of the section before."""
        for kind, into, earlier in (("header", section.headers, "headers"), ("footer", section.footers, "footers")):
            if self.sections:
                into.update(getattr(self.sections[-1], earlier))
            parts = self.package.related(self.main, kind)
            for reference in section.node.findall(q(f"{kind}Reference")):
                name = parts.get(next((text for key, text in reference.attrib.items() if key.endswith("}id")), ""))
                root = self.package.tree(name) if name else None
                if root is not None:
                    into[reference.get(q("type"), "default")] = self._aside(root, "header" if kind == "header" else "footer")

    def _aside(self, root: etree._Element, container: Container) -> list[Para]:
        """The paragraphs of a header or footer, read apart from the text."""
        kept = self.collecting, self.pending_break, self.shapes
        self.collecting, self.shapes = [], []
        self._walk(root, container, None)
        found = self.collecting
        self.collecting, self.pending_break, self.shapes = kept
        return found


class _Gathered:
    """The runs of one paragraph: spans, breaks, fields, pictures, boxes."""

    def __init__(self, reader: _Reader, index: int, style: str | None, container: Container) -> None:
        self.reader, self.index, self.style, self.container = reader, index, style, container
        self.spans: list[Span] = []
        self.fields: list[str] = []
        self.pictures = 0
        self.break_before = self.break_after = False

    def take(self, node: etree._Element) -> None:
        for child in _children(node):
            if child.tag == q("r"):
                self._run(child)
            elif child.tag in GONE:
                continue
            elif child.tag in WRAPPERS:
                if child.tag == q("fldSimple"):
                    self.fields.append((child.get(q("instr")) or "").strip())
                self.take(child)
            elif text := "".join(part.text or "" for part in child.iter(MATH_TEXT)):
                self.spans.append(Span(text, self.reader.look(None, self.style), child))

    def _run(self, run: etree._Element) -> None:
        look = self.reader.look(run.find(q("rPr")), self.style)
        pieces: list[str] = []
        for child in _children(run):
            if child.tag == q("t"):
                pieces.append(child.text or "")
            elif child.tag in SIGNS:
                pieces.append(SIGNS[child.tag])
            elif child.tag == q("br"):
                pieces.append(self._break(child, bool(pieces) or any(span.text.strip() for span in self.spans)))
            elif child.tag == q("sym"):
                pieces.append(_symbol(child))
            elif child.tag == q("instrText"):
                self.fields.append((child.text or "").strip())
            elif child.tag in drawings.HOLDERS:
                self._drawing(child)
        if pieces:
            self.spans.append(Span("".join(pieces), look, run))

    def _break(self, node: etree._Element, after_text: bool) -> str:
        if node.get(q("type")) not in ("page", "column"):
            return "\n"
        if after_text:
            self.break_after = True
        else:
            self.break_before = self.break_after = True
        return ""

    def _drawing(self, node: etree._Element) -> None:
        for shape in drawings.shapes(node, self.index):
            self.reader.shapes.append(shape)
            self.pictures += shape.kind == "picture"
        for content in drawings.boxes(node):
            self.reader._walk(content, "box" if self.container in ("body", "cell") else self.container, None)


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    """Child elements; of alternatives the first choice only, so that nothing is read twice."""
    for node in parent:
        if node.tag == f"{MC}AlternateContent":
            chosen = node.find(f"{MC}Choice")
            yield from _children(chosen if chosen is not None else node)
        elif isinstance(node.tag, str) and node.tag != f"{MC}Fallback":
            yield node


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for node in _children(table):
        if node.tag == q("tr"):
            yield node
        elif node.tag in WRAPPERS:
            yield from _rows(node)


def _symbol(node: etree._Element) -> str:
    try:
        code = int(node.get(q("char"), ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0 < code < 0xD800 else "□"


def _grid(node: etree._Element | None) -> Grid | None:
    if node is None or node.get(q("type"), "default") == "default":
        return None
    pitch, extra = whole(node.get(q("linePitch"))) or 0, whole(node.get(q("charSpace"))) or 0
    return Grid(node.get(q("type"), ""), pitch / 20, extra / 4096)


def _table_width(node: etree._Element) -> float | None:
    columns = [whole(item.get(q("w"))) or 0 for item in node.findall(f"{q('tblGrid')}/{q('gridCol')}")]
    return sum(columns) * TWIP_MM if any(columns) else None


def _table_borders(node: etree._Element) -> dict[str, float]:
    """Side → thickness in points of the table's own borders."""
    borders = node.find(f"{q('tblPr')}/{q('tblBorders')}")
    if borders is None:
        return {}
    found = {etree.QName(item).localname: border(item) for item in borders}
    return {side: line.size_pt for side, line in found.items() if line}


