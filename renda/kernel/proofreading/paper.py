"""An official paper as a text to be checked."""

from __future__ import annotations

from collections.abc import Sequence

from renda.kernel.documents.engine.layout import bare_heading, list_mark, numbered
from renda.kernel.documents.engine.model import (
    Block,
    Heading,
    KeyValue,
    ListBlock,
    OfficialPaper,
    Paragraph,
    Table,
)
from renda.kernel.proofreading.text import Segment, SourceText

SINGLE = (("organ_mark", "发文机关标志"), ("number", "发文字号"), ("title", "标题"), ("pass_note", "题注"))
ENDING = (("date", "成文日期"), ("note", "附注"), ("printed_by", "印发机关"), ("printed_on", "印发日期"))
FLATTENED = str.maketrans({"\n": " ", "\r": " ", "\t": " "})


class _Reader:
    """Collects segments and tables in reading order."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.tables: list[list[list[int]]] = []

    def add(self, text: str, part: str, kind: str, path: tuple[str | int, ...], mark: str = "") -> None:
        if text:
            self.segments.append(Segment(mark + text.translate(FLATTENED), part, kind, path, len(mark)))

    def cell(self, text: str, part: str, path: tuple[str | int, ...]) -> int:
        self.segments.append(Segment(text.translate(FLATTENED), part, "cell", path))
        return len(self.segments) - 1

    def many(self, texts: Sequence[str], part: str, name: str) -> None:
        for index, text in enumerate(texts):
            self.add(text, part, "field", (name, index))

    def blocks(self, blocks: Sequence[Block], part: str, path: tuple[str | int, ...]) -> None:
        for index, (block, mark) in enumerate(numbered(blocks)):
            self.block(block, mark, part, (*path, index))

    def block(self, block: Block, mark: str, part: str, path: tuple[str | int, ...]) -> None:
        match block:
            case Heading():
                shown = mark if bare_heading(block) == block.text else ""
                self.add(block.text, part, "heading", (*path, "text"), shown)
            case Paragraph():
                self.add("".join(run.text for run in block.runs), part, "paragraph", (*path, "runs"))
            case ListBlock():
                for n, item in enumerate(block.items):
                    self.add(item, part, "item", (*path, "items", n), list_mark(block, n + 1))
            case Table():
                self.table(block, part, path)
            case KeyValue():
                for r, row in enumerate(block.rows):
                    for c, pair in enumerate(row):
                        self.add(pair.value, part, "field", (*path, "rows", r, c, "value"))
            case _:
                pass  # a page break says nothing

    def table(self, block: Table, part: str, path: tuple[str | int, ...]) -> None:
        self.add(block.caption, part, "heading", (*path, "caption"))
        head = [
            self.cell(column.title, part, (*path, "columns", n, "title"))
            for n, column in enumerate(block.columns)
        ]
        rows = [
            [self.cell(cell, part, (*path, "rows", r, c)) for c, cell in enumerate(row)]
            for r, row in enumerate(block.rows)
        ]
        self.tables.append([head, *rows])


def source_of(paper: OfficialPaper) -> SourceText:
    """``paper`` in reading order, one segment for each element, paragraph, item and cell that holds words."""
    reader = _Reader()
    for name, part in SINGLE:
        reader.add(getattr(paper, name), part, "title" if name == "title" else "field", (name,))
    reader.many(paper.signers, "签发人", "signers")
    reader.many(paper.addressees, "主送机关", "addressees")
    reader.blocks(paper.blocks, "正文", ("blocks",))
    for index, attachment in enumerate(paper.attachments):
        reader.add(attachment.title, "附件", "title", ("attachments", index, "title"))
        reader.blocks(attachment.blocks, "附件", ("attachments", index, "blocks"))
    reader.many(paper.signature, "署名", "signature")
    for name, part in ENDING:
        reader.add(getattr(paper, name), part, "field", (name,))
    for index, row in enumerate(paper.attendance):
        for n, name in enumerate(row.names):
            reader.add(name, "出席情况", "field", ("attendance", index, "names", n))
    reader.many(paper.cc, "抄送", "cc")
    return SourceText(reader.segments, reader.tables)
