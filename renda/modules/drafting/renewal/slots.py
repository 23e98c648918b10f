"""Every stretch of text of a paper by a path, and the paper again with some of them changed.

Paths: ``title``, ``signature/0``, ``blocks/3``, ``blocks/5/item/1``, ``blocks/7/cell/2/0``, ``attachments/0/blocks/1`` …
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from renda.kernel.documents.engine.cells import Stretch, in_stretches, joined
from renda.kernel.documents.engine.model import (
    Block,
    Heading,
    KeyValue,
    ListBlock,
    OfficialPaper,
    PageBreak,
    Paragraph,
    Run,
    Table,
)

SINGLE = ("organ_mark", "number", "title", "pass_note")
GROUPS = ("signers", "addressees")
AFTER = ("date", "note", "printed_by", "printed_on")
Edit = tuple[int, int, str]


@dataclass(frozen=True)
class Slot:
    """One text. ``role``: paragraph, heading, item, cell, label or the element's name; ``head``: a cell's column title."""

    path: str
    text: str
    role: str
    head: str = ""


def slots(paper: OfficialPaper) -> list[Slot]:
    """Every text of the paper that is not empty, in reading order."""
    found = [Slot(name, getattr(paper, name), name) for name in SINGLE]
    found += [Slot(f"{name}/{n}", text, name) for name in GROUPS for n, text in enumerate(getattr(paper, name))]
    found += _blocks("blocks", paper.blocks)
    found += [Slot(f"signature/{n}", text, "signature") for n, text in enumerate(paper.signature)]
    found += [Slot(name, getattr(paper, name), name) for name in AFTER[:2]]
    for n, row in enumerate(paper.attendance):
        found += [Slot(f"attendance/{n}/{k}", name, "cell", head=f"{row.label}姓名") for k, name in enumerate(row.names)]
    for n, attachment in enumerate(paper.attachments):
        found.append(Slot(f"attachments/{n}/title", attachment.title, "title"))
        found += _blocks(f"attachments/{n}/blocks", attachment.blocks)
    found += [Slot(f"cc/{n}", text, "cc") for n, text in enumerate(paper.cc)]
    found += [Slot(name, getattr(paper, name), name) for name in AFTER[2:]]
    return [slot for slot in found if slot.text]


def _blocks(path: str, blocks: tuple[Block, ...]) -> Iterator[Slot]:
    for n, block in enumerate(blocks):
        here = f"{path}/{n}"
        match block:
            case Heading():
                yield Slot(here, block.text, "heading")
            case Paragraph():
                yield Slot(here, "".join(run.text for run in block.runs), "paragraph")
            case ListBlock():
                yield from (Slot(f"{here}/item/{k}", text, "item") for k, text in enumerate(block.items))
            case Table():
                yield from _table(here, block)
            case KeyValue():
                for k, row in enumerate(block.rows):
                    yield from (Slot(f"{here}/pair/{k}/{c}", pair.value, "cell", head=pair.label) for c, pair in enumerate(row))
            case PageBreak():
                pass


def _table(here: str, table: Table) -> Iterator[Slot]:
    yield Slot(f"{here}/caption", table.caption, "caption")
    yield from (Slot(f"{here}/column/{c}", column.title, "label") for c, column in enumerate(table.columns))
    for k, row in enumerate(table.rows):
        yield from (Slot(f"{here}/cell/{k}/{c}", text, "cell", head=table.columns[c].title) for c, text in enumerate(row))


# ------------------------------------------------------------------ changing


def edited(text: str, edits: list[Edit]) -> str:
    """``text`` with each (start, end, new) put in; the edits do not overlap."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def with_edits(paper: OfficialPaper, edits: Mapping[str, list[Edit]]) -> OfficialPaper:
    """The paper with the edits of each path made; everything else is the same object."""
    if not edits:
        return paper
    tree = _Tree(edits)
    changes = {name: tree.text(name, getattr(paper, name)) for name in (*SINGLE, *AFTER)}
    for name in (*GROUPS, "signature", "cc"):
        changed = tuple(tree.text(f"{name}/{n}", text) for n, text in enumerate(getattr(paper, name)))
        changes[name] = tuple(text for text in changed if text)
    changes["attendance"] = tuple(
        replace(row, names=tuple(tree.text(f"attendance/{n}/{k}", name) for k, name in enumerate(row.names)))
        for n, row in enumerate(paper.attendance)
    )
    changes["blocks"] = tree.blocks("blocks", paper.blocks)
    changes["attachments"] = tuple(
        replace(item, title=tree.text(f"attachments/{n}/title", item.title),
                blocks=tree.blocks(f"attachments/{n}/blocks", item.blocks))
        for n, item in enumerate(paper.attachments)
    )
    return replace(paper, **changes)


class _Tree:
    def __init__(self, edits: Mapping[str, list[Edit]]) -> None:
        self.edits = edits

    def text(self, path: str, text: str) -> str:
        return edited(text, self.edits[path]) if path in self.edits else text

    def blocks(self, path: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(f"{path}/{n}", block) for n, block in enumerate(blocks))

    def block(self, here: str, block: Block) -> Block:
        match block:
            case Heading():
                return replace(block, text=self.text(here, block.text))
            case Paragraph():
                return replace(block, runs=self.runs(here, block.runs))
            case ListBlock():
                return replace(block, items=tuple(self.text(f"{here}/item/{k}", text) for k, text in enumerate(block.items)))
            case Table():
                return self.table(here, block)
            case KeyValue():
                return replace(block, rows=tuple(
                    tuple(replace(pair, value=self.text(f"{here}/pair/{k}/{c}", pair.value)) for c, pair in enumerate(row))
                    for k, row in enumerate(block.rows)))
        return block

    def table(self, here: str, table: Table) -> Table:
        columns = tuple(replace(column, title=self.text(f"{here}/column/{c}", column.title)) for c, column in enumerate(table.columns))
        rows, bold = joined(
            [self.stretches(f"{here}/cell/{k}/{c}", cell) for c, cell in enumerate(row)]
            for k, row in enumerate(in_stretches(table))
        )
        return replace(table, caption=self.text(f"{here}/caption", table.caption), columns=columns, rows=rows, bold=bold)

    def stretches(self, here: str, cell: list[Stretch]) -> list[Stretch]:
        """The words of a cell, bold ones stay bold when they change."""
        runs = self.runs(here, tuple(Run(text, kaiti=is_bold) for text, is_bold in cell))
        return [(run.text, run.kaiti) for run in runs]

    def runs(self, here: str, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Edits reach over runs: the new words go to the run in which the place begins."""
        if here not in self.edits:
            return runs
        begin, found = 0, []
        for run in runs:
            end = begin + len(run.text)
            own = [
                (max(start, begin) - begin, min(stop, end) - begin, new if begin <= start < end else "")
                for start, stop, new in self.edits[here] if start < end and stop > begin
            ]
            found.append(replace(run, text=edited(run.text, own)))
            begin = end
        return tuple(run for run in found if run.text) or (Run(""),)
