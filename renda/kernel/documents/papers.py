"""Making papers from templates and rendering them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from renda.foundation import clock
from renda.kernel.documents import registers
from renda.kernel.documents.engine import model as engine_model
from renda.kernel.documents.engine.templates import fill
from renda.kernel.documents.models import Paper, PaperState
from renda.kernel.documents.search_source import KIND
from renda.kernel.search import api


def make_paper(
    template: str,
    data: Mapping[str, Any],
    *,
    matter=None,
    series: str = "",
    signer: str = "",
    dated_on: date | None = None,
    draft: bool = False,
) -> Paper:
    """Fill ``template`` with ``data``; with ``series`` the paper gets the next number of that register.

    ``draft``: not issued yet, somebody still works on its text.

    Raises MissingField (in words for the user) when the data lack a field the template needs.
    """
    day = dated_on or clock.today()
    unnumbered = fill(template, {**data, "number": "", "date": day})
    number = registers.next_number(series, unnumbered.title.replace("\n", ""), on=day) if series else None
    official = fill(template, {**data, "number": number.text, "date": day}) if number else unnumbered
    paper = Paper.objects.create(
        kind=official.kind,
        template=template,
        title=official.title.replace("\n", "")[:240],
        number=number.text if number else "",
        issued_number=number,
        content=engine_model.to_json(official),
        text=engine_model.plain_text(official),
        state=PaperState.DRAFT if draft else PaperState.ISSUED,
        organ=official.organ_mark or "".join(official.signature[:1]),
        signer=signer,
        dated_on=day,
        model=matter._meta.label_lower if matter is not None else "",
        object_id=matter.pk if matter is not None else None,
    )
    api.refresh(KIND, paper)
    return paper


def set_paper(paper: Paper | None, official: engine_model.OfficialPaper, *, matter=None, **facts) -> Paper:
    """Make a paper out of finished content, or bring the row of one that is still on its way up to date.

    ``facts``: fields of the row (template, signer, dated_on, issued_number).
    """
    row = paper or Paper(
        model=matter._meta.label_lower if matter is not None else "",
        object_id=matter.pk if matter is not None else None,
        dated_on=clock.today(),
    )
    row.kind, row.title = official.kind, official.title.replace("\n", "")[:240]
    row.number, row.content = official.number, engine_model.to_json(official)
    row.text = engine_model.plain_text(official)
    row.organ = (official.organ_mark or "".join(official.signature[:1]))[:80]
    for name, value in facts.items():
        setattr(row, name, value)
    return put_in_state(row, PaperState.ISSUED)


def take_back(paper: Paper) -> Paper:
    """The paper is a draft again: its text changes after it was signed."""
    return put_in_state(paper, PaperState.DRAFT)


def void(paper: Paper) -> Paper:
    """The paper holds no more; it stays readable, marked as void."""
    return put_in_state(paper, PaperState.VOID)


def put_in_state(paper: Paper, state: PaperState) -> Paper:
    paper.state = state
    paper.save()
    api.refresh(KIND, paper)
    return paper


def official(paper: Paper):
    """The structured paper behind a row."""
    return engine_model.from_json(paper.content)


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word file, editable in WPS."""
    from renda.kernel.documents.engine.docx import render_docx

    return render_docx(official(paper))


def as_pdf(paper: Paper, *, pdfa: bool = False):
    """The paper as PDF (``.bytes``, ``.pages``, ``.substituted_fonts``); with ``pdfa`` as PDF/A-2b, for the archive."""
    from renda.kernel.documents.engine.pdf import render_pdf

    return render_pdf(official(paper), pdfa=pdfa)
