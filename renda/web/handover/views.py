"""The hand-over pack on screen and on paper, and the notes the office writes for a successor."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.foundation import clock
from renda.kernel.access.policies import require, require_verb, visible
from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.files.kinds import MIME
from renda.kernel.files.serve import PDF_POLICY
from renda.modules.handover import keeping
from renda.modules.handover.models import Note
from renda.modules.handover.policy import KEEP, VIEW
from renda.reports.handover import Pack
from renda.reports.handover_paper import paper
from renda.web import ui
from renda.web.handover.forms import NoteForm

PARTS = {
    "work": "眼下要办",
    "running": "正在办的",
    "promises": "答应了的",
    "places": "东西在哪里",
    "people": "谁是谁",
    "papers": "去年的公文",
}
EARLIEST, MAKERS = 1949, {"pdf": lambda official: render_pdf(official).bytes, "docx": render_docx}


def pack_of(request: HttpRequest) -> Pack:
    """The pack as the reader sees it, with last year's papers or those of the year asked for."""
    asked, this_year = request.GET.get("year", ""), clock.today().year
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    return Pack(request.actor, year if EARLIEST <= year <= this_year else this_year - 1)


@require_safe
def pack(request: HttpRequest) -> HttpResponse:
    """One part of the pack at a time."""
    require_verb(request.actor, VIEW)
    part = request.GET.get("part", "work")
    part = part if part in PARTS else "work"
    found = pack_of(request)
    context = {
        "pack": found,
        "part": part,
        "template": f"handover/parts/{part}.html",
        "tabs": [
            {"label": label, "url": f"?part={key}", "current": key == part, "count": None}
            for key, label in PARTS.items()
        ],
        "years": [
            {
                "label": f"{year}年",
                "url": f"?part=papers&year={year}",
                "current": year == found.year,
                "count": None,
            }
            for year in years()
        ],
        "may_keep": request.actor.has(KEEP),
    }
    return render(request, "handover/pack.html", context)


def years() -> range:
    """This year and the three before it."""
    this_year = clock.today().year
    return range(this_year, this_year - 4, -1)


@require_safe
def printed(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole pack with the places to sign, as PDF or Word."""
    require_verb(request.actor, VIEW)
    if kind not in MAKERS:
        raise Http404
    response = HttpResponse(MAKERS[kind](paper(pack_of(request))), content_type=MIME[kind])
    response["Content-Disposition"] = content_disposition_header(kind != "pdf", f"交接册.{kind}")
    response["X-Content-Type-Options"] = "nosniff"
    if kind == "pdf":
        response["Content-Security-Policy"] = PDF_POLICY
    return response


def to_notes() -> str:
    return f"{reverse('handover:pack')}?part=places"


@require_http_methods(["GET", "HEAD", "POST"])
def note_new(request: HttpRequest) -> HttpResponse:
    """Write a note."""
    require_verb(request.actor, KEEP)
    return edit(request, Note(), "写一条备忘")


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk) -> HttpResponse:
    """Change a note."""
    found = get_object_or_404(visible(request.actor, Note), pk=pk)
    require(request.actor, KEEP, found)
    return edit(request, found, f"改备忘：{found}")


def edit(request: HttpRequest, found: Note, title: str) -> HttpResponse:
    form = NoteForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        saved = keeping.save(request.actor, form.save(commit=False))
        ui.flash.done(request, f"记下了：{saved}。")
        return redirect(to_notes())
    is_old = not found._state.adding
    context = {"form": form, "title": title, "back_url": to_notes(), "note": found if is_old else None}
    return render(request, "handover/note.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def note_strike(request: HttpRequest, pk) -> HttpResponse:
    """The note holds no more."""
    found = get_object_or_404(visible(request.actor, Note), pk=pk)
    keeping.strike(request.actor, found)
    ui.flash.done(request, f"作废了：{found}。")
    return redirect(to_notes())
