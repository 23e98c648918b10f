"""An official paper as PDF, through one kept typst compiler and the numbers of format.yaml."""

from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import typst

from . import fonts, overprint
from .cells import Stretch, in_stretches
from .layout import (
    attachment_label,
    attachment_notes,
    bare_heading,
    clean,
    fit_mark,
    header_rows,
    is_only_text,
    list_mark,
    number,
    numbered,
    place_signature,
    width_chars,
)
from .model import Block, Heading, KeyValue, ListBlock, OfficialPaper, PageBreak, Paragraph, Table
from .titles import break_title
from .view import plain_text

HERE = Path(__file__).parent
TEMPLATE = HERE / "paper.typ"
WRITTEN_DATE = re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})日$")
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Rendered:
    """A finished PDF.

    ``substituted_fonts``: role (Chinese) → family used because the official font is not installed;
    ``fallback_chars``: character → family it was taken from; ``missing_chars``: printed as 〓, no font has them.
    """

    bytes: bytes
    pages: int
    substituted_fonts: dict[str, str]
    missing_chars: list[str]
    fallback_chars: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Prepared:
    """The inputs of the template, and what the fonts could not do (see :class:`Rendered`)."""

    inputs: dict[str, str]
    substituted_fonts: dict[str, str]
    missing_chars: list[str]
    fallback_chars: dict[str, str]


class Renderer:
    """A compiler kept for one set of fonts; a lock lets only one thread compile at a time."""

    def __init__(self, font_set: fonts.FontSet) -> None:
        self.fonts = font_set
        self._lock = threading.Lock()
        self._compiler = typst.Compiler(str(TEMPLATE), root=str(HERE), font_paths=font_set.fonts)

    def render(self, paper: OfficialPaper, pdfa: bool = False) -> Rendered:
        """See :func:`render_pdf`."""
        ready = self.prepare(paper)
        with self._lock:
            data = self._compiler.compile(
                format="pdf", sys_inputs=ready.inputs, pdf_standards=["a-2b"] if pdfa else [], timestamp=_made_at(paper),
            )
        assert isinstance(data, bytes)
        return Rendered(data, _page_count(data), ready.substituted_fonts, ready.missing_chars, ready.fallback_chars)

    def prepare(self, paper: OfficialPaper, spots: bool = False) -> Prepared:
        """What the template is given for ``paper``; with ``spots`` it tells afterwards where each part stands."""
        fallback, missing = self.fonts.examine(_characters(paper))
        view = _view(paper, str.maketrans(dict.fromkeys(missing, fonts.GETA)))
        substituted = self.fonts.substituted()
        view |= {"fonts": self._roles(), "keywords": ["预览"] if substituted else [], "spots": spots, "overprint": overprint.word()}
        return Prepared({"paper": json.dumps(view, ensure_ascii=False)}, substituted, missing, fallback)

    def compile_pages(self, inputs: dict[str, str]) -> tuple[list[bytes], list[list[Any]]]:
        """The pages as SVG, and (key, page, millimetres from the top of the page) of every part."""
        with self._lock:
            pages = self._compiler.compile(format="svg", sys_inputs=inputs)
            told = self._compiler.query("<spots>", field="value", one=True)
        assert pages is not None
        return ([pages] if isinstance(pages, bytes) else pages), json.loads(told)

    def _roles(self) -> dict[str, Any]:
        latin = [{"name": family, "covers": "latin-in-cjk"} for family in self.fonts.latin[:1]]
        result = {}
        for name, role in self.fonts.roles.items():
            # clause 7.5 wants page numbers in Song digits; elsewhere digits and letters are Times (practice)
            lead = [] if name in ("songti", "xiaobiaosong", "heiti") else latin
            result[name] = {"families": [*lead, *role.families], "weight": role.weight, "thicken": role.thicken}
        return result


@cache
def renderer(font_directories: tuple[str, ...] = ()) -> Renderer:
    """The kept renderer for the system's fonts plus ``font_directories``."""
    return Renderer(fonts.load(font_directories))


def render_pdf(paper: OfficialPaper, *, pdfa: bool = False, font_directories: Iterable[str] = ()) -> Rendered:
    """``paper`` as a tagged PDF (PDF/A-2b when ``pdfa``).

    The same paper, fonts and options give the same bytes. Raises ``typst.TypstError`` if the compiler fails.
    """
    return renderer(tuple(map(str, font_directories))).render(paper, pdfa)


def _made_at(paper: OfficialPaper) -> datetime:
    """The moment written into the file: the paper's own date, so that equal papers give equal bytes."""
    found = WRITTEN_DATE.match(paper.date)
    try:
        return datetime(*map(int, found.groups()), tzinfo=UTC) if found else NO_DATE  # type: ignore[misc,arg-type]
    except ValueError:
        return NO_DATE


def _page_count(data: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(data)).pages)


def _characters(paper: OfficialPaper) -> set[str]:
    return set(plain_text(paper)) | set("〔〕（）《》—、。：；，")


# ------------------------------------------------------------------ what the template gets


def _view(paper: OfficialPaper, table: dict[int, str]) -> dict[str, Any]:
    """The paper as plain data for the template; every string is cleaned and its glyphless characters replaced."""

    def say(value: str) -> str:
        return clean(value).translate(table)

    fit = fit_mark(paper.organ_mark)
    minutes = paper.form == "minutes"
    below = paper.number if paper.form in ("announcement", "resolution", "plain") else ""
    blocks = _blocks(paper.blocks, say)
    # a long note goes with the signature alone
    notes_go_along = len(paper.attachments) <= number("attachment.note_rows_kept")
    if blocks and blocks[-1]["type"] == "paragraph" and paper.signature and not minutes and notes_go_along:
        blocks[-1]["closing"] = "only" if is_only_text(paper.blocks) else "last"
    per_row = number("number.signers_per_row")
    signers = [say(name) for name in paper.signers]
    return {
        "form": paper.form, "title": [say(line) for line in break_title(paper.title)], "author": say(paper.organ_mark),
        "mark": {"text": say(paper.organ_mark), "size_pt": fit.size_pt, "scale": fit.scale},
        "urgency": paper.urgency, "number": say(paper.number), "number_below": say(below),
        "signers": [signers[at:at + per_row] for at in range(0, len(signers), per_row)],
        "issuer": say("、".join(paper.signature)), "issued_on": say(paper.date), "pass_note": say(paper.pass_note),
        "addressees": say("、".join(paper.addressees)) + "：" if paper.addressees else "", "blocks": blocks,
        "notes": [[mark, say(title)] for mark, title in attachment_notes(paper)],
        "signature": [] if minutes else _signature(paper, say),
        "signature_gap": number("signature.seal_blank_lines" if paper.sealed else "signature.blank_lines"),
        "note": say(f"（{paper.note}）" if paper.note else ""),
        "attendance": [{"label": say(row.label), "width": width_chars(row.label), "names": say("、".join(row.names))} for row in paper.attendance],
        "attachments": [
            {"label": attachment_label(paper, n), "title": [say(line) for line in break_title(item.title)],
             "blocks": _blocks(item.blocks, say)}
            for n, item in enumerate(paper.attachments, 1)
        ],
        "cc": say("、".join(paper.cc) + "。" if paper.cc else ""), "printed_by": say(paper.printed_by),
        "printed_on": say(f"{paper.printed_on}印发" if paper.printed_on else ""),
    }


def _signature(paper: OfficialPaper, say: Callable[[str], str]) -> list[dict[str, Any]]:
    place = place_signature(paper.signature, paper.date, paper.sealed)
    gap = number("signature.joint_gap_lines") if paper.sealed else 0
    rows = [
        {"text": say(organ), "right": right, "before": gap if index else 0}
        for index, (organ, right) in enumerate(zip(paper.signature, place.organs, strict=True))
    ]
    return [*rows, {"text": say(paper.date), "right": place.date, "before": 0}] if paper.date else rows


def _blocks(blocks: Iterable[Block], say: Callable[[str], str]) -> list[dict[str, Any]]:
    rows = enumerate(numbered(blocks))
    return [{**part, "at": at} for at, (block, mark) in rows for part in _block(block, mark, say)]


def _block(block: Block, mark: str, say: Callable[[str], str]) -> list[dict[str, Any]]:
    match block:
        case Heading():
            return [{"type": "heading", "level": block.level, "number": mark, "text": say(bare_heading(block))}]
        case Paragraph():
            return [_row(runs, block.indent, block.align) for runs in _lines(block, say)]
        case ListBlock():
            return [_row([{"text": list_mark(block, n) + say(item), "kaiti": False}]) for n, item in enumerate(block.items, 1)]
        case Table():
            head = [[{"text": say(t), "columns": c, "rows": r} for t, c, r in row] for row in header_rows(block)]
            return [{
                "type": "table", "widths": [c.width for c in block.columns], "aligns": [c.align for c in block.columns],
                "head": head, "rows": [[_cell(cell, say) for cell in row] for row in in_stretches(block)],
                "caption": say(block.caption), "landscape": block.landscape,
            }]
        case KeyValue():
            rows = [[{"label": say(p.label), "value": say(p.value), "lines": p.lines} for p in row] for row in block.rows]
            return [{"type": "form", "rows": rows, "wide": all(len(row) == 1 for row in rows)}]
        case PageBreak():
            return [{"type": "page_break"}]


def _row(runs: list[dict[str, Any]], indent: bool = True, align: str = "left") -> dict[str, Any]:
    """A paragraph. ``closing``: it stands above the signature, as the ``last`` of the text or its ``only`` one."""
    return {"type": "paragraph", "runs": runs, "indent": indent, "align": align, "closing": None}


def _cell(stretches: list[Stretch], say: Callable[[str], str]) -> dict[str, Any]:
    return {"parts": [{"text": say(text), "bold": is_bold} for text, is_bold in stretches]}


def _lines(block: Paragraph, say: Callable[[str], str]) -> list[list[dict[str, Any]]]:
    """A paragraph with line breaks in its text becomes several paragraphs."""
    lines: list[list[dict[str, Any]]] = [[]]
    for run in block.runs:
        for index, part in enumerate(say(run.text).split("\n")):
            if index:
                lines.append([])
            lines[-1].append({"text": part, "kaiti": run.kaiti})
    return lines
