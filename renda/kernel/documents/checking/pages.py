"""Drawing a paper and measuring its pages: our own papers by our own engine, outside ones by LibreOffice."""

from __future__ import annotations

from dataclasses import dataclass

from renda.kernel.documents.engine.model import Form, OfficialPaper
from renda.kernel.documents.engine.pdf import render_pdf

from . import office, positions
from .findings import Finding
from .ink import Sheets, can_measure

NO_MEASURE = "电脑上没有读 PDF 页面的组件（pypdfium2），版面上的位置没有量"


@dataclass(frozen=True)
class Drawn:
    """A paper drawn as PDF, by what, and what is to be said about it."""

    pdf: bytes = b""
    by: str = ""
    pages: int | None = None
    notes: tuple[str, ...] = ()


def draw_paper(paper: OfficialPaper) -> Drawn:
    """One of our own papers, drawn by our own engine."""
    if not can_measure():
        return Drawn(notes=(NO_MEASURE,))
    rendered = render_pdf(paper)
    notes = []
    if rendered.substituted_fonts:
        used = "、".join(f"{role}用{family}" for role, family in rendered.substituted_fonts.items())
        notes.append(f"电脑上没有公文字体，{used}代替；正式印制请用装有公文字体的电脑")
    if rendered.missing_chars:
        notes.append(f"这些字没有字体可显示：{'、'.join(rendered.missing_chars)}")
    return Drawn(rendered.bytes, "内置排版", rendered.pages, tuple(notes))


def draw_docx(data: bytes) -> Drawn:
    """A docx, drawn by LibreOffice when it is there."""
    if not can_measure():
        return Drawn(notes=(NO_MEASURE,))
    try:
        pdf = office.draw(data)
    except office.NotDrawn as error:
        return Drawn(notes=(str(error),))
    return Drawn(pdf, "LibreOffice", len(Sheets(pdf)), ())


def check_pages(pdf: bytes, form: Form, *, has_imprint: bool, first_words: str = "") -> list[Finding]:
    """Findings on positions of the drawn pages.

    ``first_words`` are the first characters of the text, looked for on page 1 (empty: not looked for).
    """
    return positions.Measure(Sheets(pdf), form, has_imprint, first_words).findings()
