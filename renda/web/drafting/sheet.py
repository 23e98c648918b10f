"""A paper as the editing page holds it: rows with keys, one for each block, and back from what the page posts.

Field names: ``title`` and the other parts of the paper by their own names; ``body`` lists the keys of the blocks in
order, ``attachment`` the keys of the attachments, and each key has fields of its own (``b3.kind``, ``b3.text``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from renda.kernel.documents.engine.layout import CONTROL, bare_heading, numbered
from renda.kernel.documents.engine.model import (
    Attachment,
    Attendance,
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
from renda.web.drafting import grids

HEADINGS = {f"h{level}": level for level in (1, 2, 3, 4)}
LINES = {"p": (True, "left"), "left": (False, "left"), "center": (False, "center"), "right": (False, "right")}
#: What a block can be, in the words of the page. The kinds above the gap are made of text and turn into each other.
KINDS = {
    "p": "正文",
    "h1": "一、标题",
    "h2": "（一）标题",
    "h3": "1. 标题",
    "h4": "（1）标题",
    "list": "一条一条",
    "left": "顶格",
    "center": "居中",
    "right": "靠右",
    "table": "表格",
    "form": "表单",
    "break": "另起一页",
}
WORDED = tuple(kind for kind in KINDS if kind not in ("table", "form", "break"))
MARKS = {"decimal": "1. 2. 3.", "paren": "（1）（2）（3）", "dash": "——"}
BETWEEN = re.compile(r"[、，,;；\n]+")
TEXTS = ("organ_mark", "pass_note", "date", "note", "printed_by", "printed_on")
FEW_WORDS = 22


class Posted(Protocol):
    """What a form posted: Django's QueryDict."""

    def get(self, name: str, default: str = "") -> str | None: ...

    def getlist(self, name: str) -> list[str]: ...


@dataclass(frozen=True)
class Row:
    """One block on the page. ``mark`` is the number its heading prints, ``rows`` the height of its box."""

    key: str
    kind: str
    block: Block
    mark: str = ""

    @property
    def text(self) -> str:
        match self.block:
            case Heading():
                return bare_heading(self.block)
            case Paragraph():
                return "".join(run.text for run in self.block.runs)
            case ListBlock():
                return "\n".join(self.block.items)
        return ""

    @property
    def kai(self) -> str:
        """The stretches set in Kai, one on a line, in order."""
        if not isinstance(self.block, Paragraph):
            return ""
        return "\n".join(run.text for run in self.block.runs if run.kaiti and "\n" not in run.text)

    @property
    def is_worded(self) -> bool:
        return self.kind in WORDED

    @property
    def rows(self) -> int:
        """Lines of text that the box needs where no script makes it grow."""
        return max(1, sum(1 + len(line) // FEW_WORDS for line in self.text.split("\n")))

    @property
    def label(self) -> str:
        return KINDS[self.kind]

    @property
    def table(self) -> grids.Shown:
        return grids.shown(self.block)

    @property
    def form_rows(self) -> tuple:
        return self.block.rows if isinstance(self.block, KeyValue) else ()

    @property
    def per(self) -> str:
        """How many boxes each row of a form has."""
        return " ".join(str(len(row)) for row in self.form_rows)


@dataclass(frozen=True)
class AttachmentRow:
    """One attachment; ``blocks_name`` is the field that lists the keys of its blocks."""

    key: str
    title: str
    rows: tuple[Row, ...]

    @property
    def blocks_name(self) -> str:
        return f"{self.key}.blocks"


@dataclass(frozen=True)
class Sheet:
    """A whole paper on the page."""

    paper: OfficialPaper
    rows: tuple[Row, ...]
    attachments: tuple[AttachmentRow, ...]

    @property
    def addressees(self) -> str:
        return "、".join(self.paper.addressees)

    @property
    def cc(self) -> str:
        return "、".join(self.paper.cc)

    @property
    def signature(self) -> str:
        return "\n".join(self.paper.signature)

    @property
    def signers(self) -> str:
        return "、".join(self.paper.signers)

    @property
    def attendance(self) -> str:
        return "\n".join(f"{row.label}：{'、'.join(row.names)}" for row in self.paper.attendance)


def sheet_of(paper: OfficialPaper) -> Sheet:
    """The paper in rows; their keys are their places: ``b3``, ``a0``, ``a0-b2``."""
    attachments = tuple(
        AttachmentRow(f"a{at}", item.title, rows_of(item.blocks, f"a{at}-b"))
        for at, item in enumerate(paper.attachments)
    )
    return Sheet(paper, rows_of(paper.blocks, "b"), attachments)


def rows_of(blocks: Iterable[Block], start: str) -> tuple[Row, ...]:
    return tuple(
        Row(f"{start}{at}", kind_of(block), block, mark) for at, (block, mark) in enumerate(numbered(blocks))
    )


def kind_of(block: Block) -> str:
    match block:
        case Heading():
            return f"h{block.level}"
        case Paragraph():
            return "p" if block.align == "left" and block.indent else block.align
        case ListBlock():
            return "list"
        case Table():
            return "table"
        case KeyValue():
            return "form"
    return "break"


# ------------------------------------------------------------------ back from the page


def paper_of(posted: Posted, base: OfficialPaper) -> OfficialPaper:
    """What the page holds now. Parts the page did not post stay as they are in ``base``.

    Raises :class:`.model.PaperError` when a table or form can not be.
    """
    given: dict = {name: said(posted, name) for name in TEXTS if posted.get(name) is not None}
    for name in ("addressees", "cc", "signers"):
        if posted.get(name) is not None:
            given[name] = split(posted.get(name))
    if posted.get("signature") is not None:
        given["signature"] = lines(posted.get("signature"))
    if posted.get("attendance") is not None:
        given["attendance"] = attendance_of(posted.get("attendance"))
    if posted.get("urgency") in ("", "特急", "加急"):
        given["urgency"] = posted.get("urgency")
    if posted.get("title") is not None:
        given["title"] = cleaned(posted.get("title")).strip()
    if posted.get("has_sealed"):
        given["sealed"] = bool(posted.get("sealed"))
    blocks = blocks_of(posted, "body")
    return replace(base, **given, blocks=blocks, attachments=attachments_of(posted))


def attachments_of(posted: Posted) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(said(posted, f"{key}.title"), blocks_of(posted, f"{key}.blocks"))
        for key in posted.getlist("attachment")
    )


def blocks_of(posted: Posted, name: str) -> tuple[Block, ...]:
    return tuple(block_of(posted, key) for key in posted.getlist(name))


def block_of(posted: Posted, key: str) -> Block:
    """The block with this key. A kind nobody knows is taken for text, so that no words get lost."""
    kind = posted.get(f"{key}.kind") or "p"
    if kind == "break":
        return PageBreak()
    if kind == "table":
        return grids.table_of(posted, key)
    if kind == "form":
        return grids.form_of(posted, key)
    return worded(
        kind, cleaned(posted.get(f"{key}.text")), posted.get(f"{key}.kai") or "", posted.get(f"{key}.marks")
    )


def worded(kind: str, text: str, kai: str = "", marks: str | None = None) -> Block:
    """A block of text of this kind."""
    if kind in HEADINGS:
        return Heading(HEADINGS[kind], " ".join(text.split("\n")).strip())
    if kind == "list":
        return ListBlock(lines(text), marks if marks in MARKS else "decimal")  # type: ignore[arg-type]
    indent, align = LINES.get(kind, LINES["p"])
    return Paragraph(runs_of(text.strip("\n"), kai.split("\n")), indent, align)  # type: ignore[arg-type]


def runs_of(text: str, kai: Iterable[str]) -> tuple[Run, ...]:
    """``text`` with the stretches of ``kai`` set in Kai, each looked for behind the one before it."""
    found, at = [], 0
    for words in filter(None, map(cleaned, kai)):
        place = text.find(words, at)
        if place < 0:
            continue
        if place > at:
            found.append(Run(text[at:place]))
        found.append(Run(words, kaiti=True))
        at = place + len(words)
    if at < len(text):
        found.append(Run(text[at:]))
    return tuple(found)


def attendance_of(text: str | None) -> tuple[Attendance, ...]:
    """Lines such as 出席：甲、乙; a line without a colon goes on with the names of the one before."""
    found: list[Attendance] = []
    for line in lines(text):
        label, colon, names = line.replace(":", "：").partition("：")
        if colon or not found:
            found.append(Attendance(label.strip() if colon else "出席", split(names if colon else label)))
        else:
            found[-1] = Attendance(found[-1].label, (*found[-1].names, *split(line)))
    return tuple(found)


def said(posted: Posted, name: str) -> str:
    """A field of one line."""
    return " ".join(cleaned(posted.get(name)).split("\n")).strip()


def cleaned(text: str | None) -> str:
    """What was typed without characters that no paper can hold."""
    return CONTROL.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n"))


def split(text: str | None) -> tuple[str, ...]:
    """Names written one after another, whatever stands between them."""
    return tuple(filter(None, (part.strip() for part in BETWEEN.split(cleaned(text)))))


def lines(text: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (line.strip() for line in cleaned(text).split("\n"))))


def as_posted(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """Names and values in order (as the page sends them by script) in the shape of a posted form."""
    from django.utils.datastructures import MultiValueDict

    found: MultiValueDict = MultiValueDict()
    for name, value in pairs:
        found.appendlist(str(name), str(value))
    return found
