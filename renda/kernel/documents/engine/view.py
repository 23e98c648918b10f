"""The paper as plain text, in reading order: for search, proofreading and comparing versions."""

from __future__ import annotations

from collections.abc import Iterable

from .layout import attachment_label, attachment_notes, bare_heading, clean, header_rows, list_mark, numbered
from .model import Block, Heading, KeyValue, ListBlock, OfficialPaper, PageBreak, Paragraph, Table


def plain_text(paper: OfficialPaper) -> str:
    """Every word of the paper that a reader sees, one element or paragraph on a line; table cells by tabs."""
    signers = "签发人：" + "　".join(paper.signers) if paper.signers else ""
    lines = [
        paper.urgency, paper.organ_mark, paper.number, signers, paper.title.replace("\n", ""), paper.pass_note,
        "、".join(paper.addressees) + "：" if paper.addressees else "", *blocks_text(paper.blocks),
    ]
    notes = [f"{mark}{title}" for mark, title in attachment_notes(paper)]
    lines += [("附件：" if index == 0 else "") + note for index, note in enumerate(notes)]
    lines += [*paper.signature, paper.date, f"（{paper.note}）" if paper.note else ""]
    lines += [f"{row.label}：{'、'.join(row.names)}" for row in paper.attendance]
    for position, attachment in enumerate(paper.attachments, 1):
        lines += [attachment_label(paper, position), attachment.title, *blocks_text(attachment.blocks)]
    lines += [f"抄送：{'、'.join(paper.cc)}。" if paper.cc else "", paper.printed_by]
    lines += [f"{paper.printed_on}印发" if paper.printed_on else ""]
    return "\n".join(cleaned for line in lines if (cleaned := clean(line).strip()))


def blocks_text(blocks: Iterable[Block]) -> list[str]:
    """The lines of ``blocks``, headings with their numbers."""
    return [line for block, mark in numbered(blocks) for line in _block_text(block, mark)]


def _block_text(block: Block, mark: str) -> list[str]:
    match block:
        case Heading():
            return [mark + bare_heading(block)]
        case Paragraph():
            return ["".join(run.text for run in block.runs)]
        case ListBlock():
            return [list_mark(block, n) + item for n, item in enumerate(block.items, 1)]
        case Table():
            head = [" ".join(text for text, _, _ in row) for row in header_rows(block)]
            return [block.caption, *head, *(" ".join(row) for row in block.rows)]
        case KeyValue():
            return [f"{pair.label}：{pair.value}" for row in block.rows for pair in row]
        case PageBreak():
            return []
