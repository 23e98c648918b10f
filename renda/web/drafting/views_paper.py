"""One paper: its page, its steps, its files."""

from __future__ import annotations

import io

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation import clock
from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.papers import official
from renda.kernel.files.names import clean_name
from renda.kernel.files.serve import PDF_POLICY
from renda.modules.drafting import bindings, dispatching, documents, reviewing, texts
from renda.modules.drafting.models import Draft
from renda.web.drafting import present, writing
from renda.web.drafting.reach import light_of, seen_draft
from renda.web.drafting.remarks import with_remarks
from renda.web.drafting.stepform import StepForm
from renda.web.steps import engine
from renda.web.steps.facts import course, dossier_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_NAME = 80


@require_GET
def draft(request: HttpRequest, pk) -> HttpResponse:
    """Where the paper stands, what comes next, what it looks like, who said what."""
    found = seen_draft(request, pk)
    paper = final(found)
    pages = writing.pages(paper)
    buttons, seldom = present.actions(request.actor, found)
    writes = present.writes(request.actor, found)
    facts = {
        "draft": found,
        "light": light_of(found),
        "steps": present.step_bar(found),
        "actions": buttons,
        "seldom": seldom,
        "page_urls": writing.page_urls(found, len(pages.svg)),
        "fonts_words": writing.fonts_words(pages),
        "reviews": reviewing.standing(found),
        "remarked": [line for line in with_remarks(found) if line["remarks"]],
        "unsaved": texts.pending_autosave(request.actor, found) if writes else None,
        "changes": bindings.figure_changes(found) if writes else [],
        "unfinished": reviewing.unfinished(found) if writes and found.state in texts.WRITTEN_IN else [],
        "sending": dispatching.standing(found) if found.sent_on else None,
        "course": course(found, found.title),
        "versions": found.versions.count(),
        "dossier": dossier_of(request.actor, found),
    }  # fmt: skip
    return render(request, "drafting/draft.html", facts)


def final(found: Draft):
    """The text as it will go out: with its day and number once it has them."""
    return official(found.paper) if found.sent_on and found.paper_id else documents.final_text(found)


# ------------------------------------------------------------------ steps


class StepPage(engine.StepPage):
    form_class = StepForm
    dangers = present.DANGERS


def initial_of(found: Draft, verb: str) -> dict:
    """What a step's form is filled with: what is already known."""
    known = {
        "series": found.series,
        "signer": found.signer_id,
        "given_on": clock.today(),
        "signed_on": clock.today(),
    }
    if verb == "sign":
        known["sign_note"] = "同意印发"
    return known


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a paper; whoever reviews or signs has the text beside the form."""
    found = seen_draft(request, pk)
    page = engine.step_of(
        request, found, verb, StepPage, template="drafting/step.html", initial=initial_of(found, verb)
    )
    page.extra = lambda form: beside(request, found, verb, form)
    return page.answer()


def beside(request: HttpRequest, found: Draft, verb: str, form) -> dict:
    """The text for those who judge it, else only the facts."""
    asked = reviewing.request_of(request.actor, found) if verb == "give_opinion" else None
    shown = verb in ("give_opinion", "key_opinion", "sign", "key_sign", "refuse")
    pages = writing.pages(documents.final_text(found)).svg if shown else ()
    own = (
        {mark["block"]: mark["text"] for mark in (form["marks"].value() or [])}
        if "marks" in form.fields
        else {}
    )
    return {
        "draft": found,
        "verb": verb,
        "pdf_url": reverse("drafting:pdf", args=[found.pk]),
        "page_urls": writing.page_urls(found, len(pages)),
        "lines": with_remarks(found, own) if verb == "give_opinion" else [],
        "asked": asked,
        "before": reviewing.known_before(asked) if asked else None,
        "reviews": reviewing.standing(found) if shown and verb != "give_opinion" else [],
        "remarked": [],
    }


@require_POST
def seen(request: HttpRequest, pk) -> HttpResponse:
    """A reviewer opened the text; sent by the page itself, because reading a page writes nothing."""
    asked = reviewing.request_of(request.actor, seen_draft(request, pk))
    if asked is not None:
        reviewing.mark_seen(request.actor, asked)
    return HttpResponse(status=204)


# ------------------------------------------------------------------ files


def file_name(found: Draft, ending: str) -> str:
    stem = str(found).replace("/", "／").replace("\\", "＼")
    return clean_name(stem, LONGEST_NAME) + ending


@require_GET
def pdf(request: HttpRequest, pk) -> HttpResponse:
    """The paper for printing; ``?keep`` as PDF/A for filing."""
    found = seen_draft(request, pk)
    keep = "keep" in request.GET
    data = io.BytesIO(render_pdf(final(found), pdfa=keep).bytes)
    response = FileResponse(
        data, as_attachment=keep, filename=file_name(found, ".pdf"), content_type="application/pdf"
    )
    response["Content-Security-Policy"] = PDF_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def docx(request: HttpRequest, pk) -> HttpResponse:
    """The paper as a file that WPS and Word can edit."""
    found = seen_draft(request, pk)
    data = io.BytesIO(render_docx(final(found)))
    return FileResponse(data, as_attachment=True, filename=file_name(found, ".docx"), content_type=WORD)


@require_GET
def picture(request: HttpRequest, pk, number: int) -> HttpResponse:
    """One page of the paper as it stands now."""
    found = seen_draft(request, pk)
    return writing.picture(writing.pages(final(found)), number)
