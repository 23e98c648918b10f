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


def official(paper: Paper):
    """The structured paper behind a row."""
    return engine_model.from_json(paper.content)


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word file, editable in WPS."""
    from renda.kernel.documents.engine.docx import render_docx

    return render_docx(official(paper))


def as_pdf(paper: Paper):
    """The paper as PDF (``.bytes``, ``.pages``, ``.substituted_fonts``)."""
    from renda.kernel.documents.engine.pdf import render_pdf

    return render_pdf(official(paper))
