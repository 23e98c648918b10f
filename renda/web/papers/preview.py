"""An official paper as plain parts for the page: what stands where, without the layout of the printed sheet."""

from __future__ import annotations

from typing import Any

from renda.kernel.documents.engine.cells import in_stretches
from renda.kernel.documents.engine.layout import (
    attachment_label,
    attachment_notes,
    bare_heading,
    header_rows,
    list_mark,
    numbered,
)
from renda.kernel.documents.engine.model import Heading, KeyValue, ListBlock, OfficialPaper, Paragraph, Table


def parts(paper: OfficialPaper) -> dict[str, Any]:
    """The paper for ``papers/sheet.html``."""
    return {
        "paper": paper,
        "title": [line for line in paper.title.split("\n") if line],
        "blocks": blocks(paper.blocks),
        "notes": attachment_notes(paper),
        "attachments": [
            {"label": attachment_label(paper, position), "title": item.title, "blocks": blocks(item.blocks)}
            for position, item in enumerate(paper.attachments, 1)
        ],
    }


def blocks(found) -> list[dict[str, Any]]:
    return [shown for block, mark in numbered(found) if (shown := block_of(block, mark))]


def block_of(block, mark: str) -> dict[str, Any] | None:
    """One block as a mapping with its ``kind``; page breaks have no place on a screen."""
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": mark + bare_heading(block)}
        case Paragraph():
            return {"kind": "text", "runs": block.runs, "align": block.align, "indent": block.indent}
        case ListBlock():
            return {"kind": "list", "items": [list_mark(block, n) + item for n, item in enumerate(block.items, 1)]}
        case Table():
            return {"kind": "table", "caption": block.caption, "head": header_rows(block), "rows": in_stretches(block)}
        case KeyValue():
            return {"kind": "form", "pairs": [(pair.label, pair.value) for row in block.rows for pair in row]}
    return None
