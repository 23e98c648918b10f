"""The layout checker for official papers: our own (the model) and any docx from outside (its structure and its pages).

``check_docx`` and ``check_paper`` list what is wrong; ``mend.mend_docx`` mends what layout alone can mend. The checks are
listed in catalogue.yaml, every number is in engine/format.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from renda.kernel.documents.engine.model import Form, OfficialPaper, Paragraph

from . import pages, structure, wording
from .bridge import as_paper
from .findings import Finding, Place, excerpt, in_order
from .package import Unopenable, open_docx
from .reader import read_package
from .recognise import Elements, recognise
from .sight import Sight
from .source import Para, Source

__all__ = ["Finding", "Report", "Unopenable", "check_docx", "check_opened", "check_paper"]

FIRST_WORDS = 6
FORM_NAMES: dict[Form, str] = {
    "general": "一般公文", "upward": "上行文", "letter": "信函", "minutes": "纪要", "announcement": "公告", "resolution": "决议、决定",
    "plain": "不带版头的材料",
}


@dataclass(frozen=True)
class Report:
    """What was found. ``measured_by`` names what drew the pages (empty: positions were not measured), ``pages`` counts
    them; ``notes`` say in words what could not be looked at and which fonts were substituted."""

    findings: tuple[Finding, ...]
    form: Form
    kind: str
    title: str
    measured_by: str = ""
    pages: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing must be changed."""
        return not any(found.strength == "must" for found in self.findings)

    @property
    def form_name(self) -> str:
        return FORM_NAMES[self.form]

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {**asdict(self), "passed": self.passed, "form_name": self.form_name}


def check_docx(data: bytes, *, form: Form | None = None, draw: bool = True) -> Report:
    """Check a docx from anywhere.

    ``form`` overrules the recognised kind of layout; ``draw`` False leaves the pages alone (structure only). With
    LibreOffice on the computer the pages are drawn and measured, without it the report says so. Raises
    :class:`Unopenable` for what is no readable docx.
    """
    return check_opened(data, read_package(open_docx(data)), form=form, draw=draw)


def check_opened(data: bytes, source: Source, *, form: Form | None = None, draw: bool = True) -> Report:
    """:func:`check_docx` on a document that has been read already."""
    elements = recognise(source, form)
    sight = Sight(source, elements)
    structure.look_at(sight)
    findings = _joined(sight.findings, _placed(wording.check(as_paper(source, elements)), elements))
    drawn = pages.draw_docx(data) if draw else pages.Drawn(notes=("这次没有量版面上的位置",))
    if drawn.pdf:
        imprint = elements.cc is not None or elements.printed is not None
        first = elements.text[0].words[:FIRST_WORDS] if elements.text and elements.form != "plain" else ""
        findings = _joined(findings, pages.check_pages(drawn.pdf, elements.form, has_imprint=imprint, first_words=first))
    return Report(
        tuple(in_order(findings)), elements.form, elements.kind, elements.title_text, drawn.by, drawn.pages, drawn.notes
    )


def check_paper(paper: OfficialPaper, *, draw: bool = False) -> Report:
    """Check one of our own papers; with ``draw`` its PDF is measured too."""
    findings = wording.check(paper)
    drawn = pages.draw_paper(paper) if draw else pages.Drawn()
    if drawn.pdf:
        imprint = bool(paper.cc or (paper.printed_by and paper.form != "letter"))
        first = _first_words(paper) if paper.form != "plain" else ""
        findings = _joined(findings, pages.check_pages(drawn.pdf, paper.form, has_imprint=imprint, first_words=first))
    title = paper.title.replace("\n", "")
    return Report(tuple(in_order(findings)), paper.form, paper.kind, title, drawn.by, drawn.pages, drawn.notes)


def _first_words(paper: OfficialPaper) -> str:
    """The first characters of the text where it begins with a paragraph, without blanks."""
    match paper.blocks[:1]:
        case (Paragraph(runs=runs),):
            return re.sub(r"\s", "", "".join(run.text for run in runs))[:FIRST_WORDS]
    return ""


def _joined(findings: Iterable[Finding], more: Iterable[Finding]) -> list[Finding]:
    """Both lists; where a check has already spoken of an element, it is not said again."""
    first = list(findings)
    said = {(found.id, found.place.element) for found in first}
    return first + [found for found in more if (found.id, found.place.element) not in said]


def _placed(findings: Iterable[Finding], elements: Elements) -> list[Finding]:
    """Wording findings with the paragraph of their element."""
    single = {
        "发文字号": elements.number or elements.serial, "主送机关": elements.addressees, "成文日期": elements.date, "附注": elements.note,
        "抄送": elements.cc, "印发": elements.printed, "题注": elements.pass_note,
        "标题": elements.title[0] if elements.title else None, "署名": elements.signature[0] if elements.signature else None,
        "签发人": elements.signers[0] if elements.signers else None,
    }
    return [_at(found, single.get(found.place.element)) for found in findings]


def _at(found: Finding, para: Para | None) -> Finding:
    if para is None or found.place.paragraph is not None:
        return found
    return replace(found, place=Place(found.place.element, para.index, 0, len(para.text), excerpt(para.words)))
