"""Lines and tables of a docx, read straight from its XML: quick, and nothing in the file can act.

Tracked changes are read as accepted, text boxes in their place, automatic numbers as text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from .errors import Unreadable
from .items import Break, Cell, Contents, Grid, Item, Line, Piece
from .numbering import Numbering, W
from .styles import Look, Styles, paragraph_look, run_look

MAIN = "word/document.xml"
PART_BYTES = 60 * 1024 * 1024
CHARACTERS = 2_000_000
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
OLD_DRAWN = "{urn:schemas-microsoft-com:vml}imagedata"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
GONE = {f"{W}del", f"{W}moveFrom"}
DAMAGED = "文件打不开，可能没有传完或者已损坏。请用 WPS 打开，另存为 docx 再试。"


def read_docx(data: bytes) -> Contents:
    """The contents of a docx file that was judged safe before.

    Raises:
        Unreadable: damaged, or so large that no paper can be meant.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            parts = {name: _part(archive, name) for name in (MAIN, "word/styles.xml", "word/numbering.xml") if name in names}
            notes = {name: _part(archive, f"word/{name}.xml") for name in ("footnotes", "endnotes", "comments") if f"word/{name}.xml" in names}
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(DAMAGED) from error
    body = parts[MAIN].find(f"{W}body") if MAIN in parts else None
    if body is None:
        raise Unreadable(DAMAGED)
    try:
        reader = _Reader(Styles(parts.get("word/styles.xml")), Numbering(parts.get("word/numbering.xml")))
        contents = reader.read(body)
    except (RecursionError, AttributeError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(DAMAGED) from error
    contents.notes += _margin_notes(notes)
    return contents


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    if archive.getinfo(name).file_size > PART_BYTES:
        raise Unreadable("文件太大，不像一份公文。请把正文另存为一份新的 docx 再试。")
    raw = archive.read(name)
    if DOCTYPE.search(raw[:4096]) or b"<!ENTITY" in raw:
        raise Unreadable("文件里带有不该有的外部引用，为了安全没有读。请用 WPS 打开，把内容复制到新文件再试。")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    return etree.fromstring(raw, parser)


def _margin_notes(parts: dict[str, Any]) -> list[str]:
    found = []
    for name, label, unit in (("footnotes", "脚注", "条"), ("endnotes", "尾注", "条"), ("comments", "批注", "条")):
        root = parts.get(name)
        if root is None:
            continue
        texts = [_own_text(item) for item in root if item.get(f"{W}type") is None]
        texts = [text for text in texts if text]
        if texts:
            found.append(f"有{len(texts)}{unit}{label}没有放进正文：{'；'.join(text[:60] for text in texts[:5])}")
    return found


def _own_text(element: Any) -> str:
    return "".join(item.text or "" for item in element.iter(f"{W}t")).strip()


@dataclass
class _Open:
    """The paragraph being read."""

    look: Look
    pieces: list[Piece] = field(default_factory=list)
    sizes: list[tuple[int, float]] = field(default_factory=list)
    red: bool = False
    breaks_after: bool = False


class _Reader:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.items: list[Item] = []
        self.counts: Counter[str] = Counter()
        self.length = 0
        self.boxes = 0
        self.pending: _Open | None = None
        self.section_start = 0

    def read(self, body: Any) -> Contents:
        self._flow(body)
        if self.pending is not None:
            self._close(self.pending)
        last = body.find(f"{W}sectPr")
        if last is not None:
            self._end_section(last)
        return Contents(self.items, self._notes())

    def _notes(self) -> list[str]:
        tell = []
        if changes := self.counts["changes"]:
            tell.append(f"文件里有{changes}处修订痕迹，按“接受修订”后的文字读取，请核对。")
        if boxes := self.counts["boxes"]:
            tell.append(f"有{boxes}个文本框，里面的文字按所在位置读进正文，请核对先后。")
        if pictures := self.counts["pictures"]:
            tell.append(f"有{pictures}张图片没有读入。")
        if self.counts["hidden"]:
            tell.append("文件里有隐藏文字，没有读入。")
        if self.counts["nested"]:
            tell.append("表格里套着表格，里层的文字已并入外层的格子。")
        if self.counts["contents"]:
            tell.append("目录没有读入，定稿后再生成。")
        return tell

    # ------------------------------------------------------------ blocks

    def _flow(self, parent: Any) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag", CHOICE):
                self._flow(child)

    def _paragraph(self, element: Any) -> None:
        properties = element.find(f"{W}pPr")
        own = paragraph_look(properties)
        style = properties.find(f"{W}pStyle") if properties is not None else None
        base = self.styles.look(style.get(f"{W}val") if style is not None else None)
        look = own.over(base)
        if base.name.lower().startswith(("toc ", "toc", "目录")) and _own_text(element):
            self.counts["contents"] += 1
            return
        state = self.pending or _Open(look)
        self.pending = None
        if look.number and (mark := self.numbering.mark(*look.number)) and _own_text(element):
            state.pieces.append(Piece(mark))
        self._runs(element, state, base)
        mark_properties = properties.find(f"{W}rPr") if properties is not None else None
        if mark_properties is not None and mark_properties.find(f"{W}del") is not None:
            self.counts["changes"] += 1
            self.pending = state  # the end of this paragraph was struck out: the next one goes on in it
            return
        self._close(state)
        section = properties.find(f"{W}sectPr") if properties is not None else None
        if section is not None:
            self._end_section(section)

    def _close(self, state: _Open) -> None:
        look = state.look
        weight: Counter[float] = Counter()
        for count, size in state.sizes:
            weight[size] += count
        self.items.append(
            Line(
                _joined(state.pieces),
                style=look.name,
                level=look.level or 0,
                align=look.align or "left",
                size_pt=weight.most_common(1)[0][0] if weight else 0,
                indented=bool(look.indented),
                red=state.red,
                box=self.boxes > 0,
                breaks_before=bool(look.breaks_before),
            )
        )
        if state.breaks_after:
            self.items.append(Break())

    def _end_section(self, section: Any) -> None:
        size = section.find(f"{W}pgSz")
        wide = size is not None and size.get(f"{W}orient") == "landscape"
        if wide:
            for at in range(self.section_start, len(self.items)):
                if isinstance(item := self.items[at], Grid):
                    self.items[at] = replace(item, landscape=True)
        self.section_start = len(self.items)

    # ------------------------------------------------------------ runs

    def _runs(self, parent: Any, state: _Open, base: Look) -> None:
        for child in parent:
            if child.tag == f"{W}r":
                self._run(child, state, base)
            elif child.tag in GONE:
                self.counts["changes"] += 1
            elif child.tag in (f"{W}ins", f"{W}moveTo"):
                self.counts["changes"] += 1
                self._runs(child, state, base)
            elif child.tag == MATH:
                self._add(state, child.text or "", base)
            elif child.tag not in (f"{W}pPr", f"{W}rPr", FALLBACK, f"{W}sdtPr"):
                self._runs(child, state, base)

    def _run(self, run: Any, state: _Open, base: Look) -> None:
        properties = run.find(f"{W}rPr")
        named = properties.find(f"{W}rStyle") if properties is not None else None
        look = run_look(properties)
        if named is not None:
            look = look.over(replace(self.styles.look(named.get(f"{W}val")), name=""))
        look = look.over(base)
        if look.hidden:
            self.counts["hidden"] += 1
            return
        for child in run:
            self._content(child, state, look)

    def _content(self, child: Any, state: _Open, look: Look) -> None:
        if child.tag == f"{W}t":
            self._add(state, child.text or "", look)
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            self._add(state, "\t", look)
        elif child.tag == f"{W}br":
            if child.get(f"{W}type") == "page":
                state.breaks_after = True
            else:
                self._add(state, "\n", look)
        elif child.tag == f"{W}cr":
            self._add(state, "\n", look)
        elif child.tag == f"{W}noBreakHyphen":
            self._add(state, "-", look)
        elif child.tag == f"{W}sym":
            self._add(state, _symbol(child.get(f"{W}char", "")), look)
        elif child.tag == f"{W}ruby":
            self._runs(child.find(f"{W}rubyBase") or (), state, look)
        elif child.tag not in (f"{W}rPr", FALLBACK, f"{W}instrText", f"{W}delText"):
            self._drawing(child)

    def _drawing(self, element: Any) -> None:
        """Text boxes and pictures inside a run."""
        if element.tag in (DRAWN, OLD_DRAWN):
            self.counts["pictures"] += 1
        if element.tag == f"{W}txbxContent":
            if _own_text(element):
                self.counts["boxes"] += 1
            kept, self.pending = self.pending, None
            self.boxes += 1
            self._flow(element)
            self.boxes -= 1
            self.pending = kept
            return
        for child in element:
            if child.tag != FALLBACK:
                self._drawing(child)

    def _add(self, state: _Open, text: str, look: Look) -> None:
        if not text:
            return
        self.length += len(text)
        if self.length > CHARACTERS:
            raise Unreadable("文件太长（超过两百万字），不像一份公文。请分成几份再试。")
        state.pieces.append(Piece(text, bool(look.kaiti), bool(look.bold)))
        if text.strip():
            state.red = state.red or bool(look.red)
            if look.size_pt:
                state.sizes.append((len(text), look.size_pt))

    # ------------------------------------------------------------ tables

    def _table(self, element: Any, depth: int = 0) -> None:
        rows, heads = [], 0
        for row in _rows(element):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.counts["changes"] += 1
                continue
            if properties is not None and properties.find(f"{W}tblHeader") is not None and heads == len(rows):
                heads += 1
            if cells := tuple(self._cell(cell) for cell in _cells(row)):
                rows.append(cells)
        widths = tuple(float(item.get(f"{W}w") or 0) for item in element.findall(f"{W}tblGrid/{W}gridCol"))
        floats = element.find(f"{W}tblPr/{W}tblpPr") is not None
        if any(cell.text for row in rows for cell in row):
            self.items.append(Grid(tuple(rows), heads, widths, floats=floats))

    def _cell(self, cell: Any) -> Cell:
        inner = _Reader(self.styles, self.numbering)
        inner._flow(cell)
        if inner.pending is not None:
            inner._close(inner.pending)
        self.counts += inner.counts
        self.length += inner.length
        texts = []
        for item in inner.items:
            if isinstance(item, Line):
                texts.append(item.text.strip(" \t\n\xa0"))
            elif isinstance(item, Grid):
                self.counts["nested"] += 1
                texts += ["　".join(one.text for one in row) for row in item.rows]
        lines = [item for item in inner.items if isinstance(item, Line)]
        properties = cell.find(f"{W}tcPr")
        across, below = 1, False
        if properties is not None:
            span = properties.find(f"{W}gridSpan")
            across = int(span.get(f"{W}val", "1")) if span is not None else 1
            merged = properties.find(f"{W}vMerge")
            below = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        text = "\n".join(text for text in texts if text)
        bold = (piece.text for line in lines for piece in line.pieces if piece.bold)
        words = tuple(word for part in bold for row in part.split("\n") if (word := row.strip(" \t\xa0")))
        return Cell(text, max(across, 1), below, lines[0].align if lines else "left", lines[0].style if lines else "", words)


def _rows(table: Any) -> list[Any]:
    found = []
    for child in table:
        if child.tag == f"{W}tr":
            found.append(child)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            found += _rows(child)
    return found


def _cells(row: Any) -> list[Any]:
    found = []
    for child in row:
        if child.tag == f"{W}tc":
            found.append(child)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            found += _cells(child)
    return found


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if 0 < value < 0xD800 else ""


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbouring pieces of one font as one."""
    out: list[Piece] = []
    for piece in pieces:
        if out and (out[-1].kaiti, out[-1].bold) == (piece.kaiti, piece.bold):
            out[-1] = replace(piece, text=out[-1].text + piece.text)
        else:
            out.append(piece)
    return tuple(out)
