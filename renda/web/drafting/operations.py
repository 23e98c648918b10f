"""Changing the order of a paper without a script: each button posts one operation on one block."""

from __future__ import annotations

from dataclasses import replace

from renda.kernel.documents.engine.model import (
    Attachment,
    Block,
    Column,
    Heading,
    KeyValue,
    ListBlock,
    OfficialPaper,
    PageBreak,
    Pair,
    Paragraph,
    Table,
)
from renda.web.drafting.sheet import HEADINGS, LINES, Posted, paper_of

#: What can be put below a block, in the order of the list.
ADDABLE = ("p", "h1", "h2", "h3", "h4", "list", "left", "center", "right", "table", "form", "break")


def new_block(kind: str) -> Block:
    """An empty block of this kind; text when nobody knows the kind."""
    if kind in HEADINGS:
        return Heading(HEADINGS[kind], "")
    if kind == "list":
        return ListBlock(("",))
    if kind == "table":
        return Table((Column("项目"), Column("内容", 2.0)), (("", ""),))
    if kind == "form":
        return KeyValue(((Pair("项目"),),))
    if kind == "break":
        return PageBreak()
    indent, align = LINES.get(kind, LINES["p"])
    return Paragraph((), indent, align)  # type: ignore[arg-type]


def apply(posted: Posted, base: OfficialPaper) -> tuple[OfficialPaper, str]:
    """What was posted with its operation (field ``do``) done, and the place on the page to show."""
    paper = paper_of(posted, base)
    verb, _, key = (posted.get("do") or "").partition(" ")
    if verb == "file":
        added = Attachment("", (new_block("p"),))
        return replace(paper, attachments=(*paper.attachments, added)), f"a{len(paper.attachments)}"
    if verb == "dropfile":
        return without_attachment(posted, paper, key), "attachments"
    return in_blocks(posted, paper, verb, key)


def without_attachment(posted: Posted, paper: OfficialPaper, key: str) -> OfficialPaper:
    keys = posted.getlist("attachment")
    kept = tuple(item for item, its in zip(paper.attachments, keys, strict=True) if its != key)
    return replace(paper, attachments=kept)


def in_blocks(posted: Posted, paper: OfficialPaper, verb: str, key: str) -> tuple[OfficialPaper, str]:
    """An operation among the blocks of the text or of one attachment."""
    for name, start in [
        ("body", "b"),
        *((f"{a}.blocks", f"a{n}-b") for n, a in enumerate(posted.getlist("attachment"))),
    ]:
        keys = posted.getlist(name)
        if key != name and key not in keys:
            continue
        at = len(keys) - 1 if key == name else keys.index(key)
        blocks, at = changed(list(blocks_in(paper, start)), verb, at, posted.get(f"{key}.add") or "p")
        return with_blocks(paper, start, tuple(blocks)), f"{start}{max(at, 0)}"
    return paper, ""


def changed(blocks: list[Block], verb: str, at: int, kind: str) -> tuple[list[Block], int]:
    """The blocks after the operation, and where to look now."""
    if verb == "up" and at > 0:
        blocks[at - 1], blocks[at] = blocks[at], blocks[at - 1]
        return blocks, at - 1
    if verb == "down" and at < len(blocks) - 1:
        blocks[at], blocks[at + 1] = blocks[at + 1], blocks[at]
        return blocks, at + 1
    if verb == "drop":
        return blocks[:at] + blocks[at + 1 :], min(at, len(blocks) - 2)
    if verb in ("add", "end"):
        return [*blocks[: at + 1], new_block(kind if verb == "add" else "p"), *blocks[at + 1 :]], at + 1
    if verb in ("row", "pair", "unrow") and isinstance(blocks[at], KeyValue):
        blocks[at] = form_changed(blocks[at], verb)
    return blocks, at


def form_changed(form: KeyValue, verb: str) -> KeyValue:
    if verb == "unrow":
        return KeyValue(form.rows[:-1])
    return KeyValue((*form.rows, (Pair(""),) if verb == "row" else (Pair(""), Pair(""))))


def blocks_in(paper: OfficialPaper, start: str) -> tuple[Block, ...]:
    return paper.blocks if start == "b" else paper.attachments[int(start[1:-2])].blocks


def with_blocks(paper: OfficialPaper, start: str, blocks: tuple[Block, ...]) -> OfficialPaper:
    if start == "b":
        return replace(paper, blocks=blocks)
    which = int(start[1:-2])
    changed_ones = [
        replace(item, blocks=blocks) if at == which else item for at, item in enumerate(paper.attachments)
    ]
    return replace(paper, attachments=tuple(changed_ones))
