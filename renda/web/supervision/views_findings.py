"""What comes in from the field, seen from the desk: every finding with its photos."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from renda.kernel.access import policies
from renda.kernel.files.serve import serve, serve_thumbnail
from renda.modules.supervision import selectors
from renda.modules.supervision.models import FindingPhoto, Inspection, Kind, Result
from renda.web.supervision.views import VIEW, seen

PER_PAGE = 25
FILTERS = {
    "": ("全部", {}),
    "wrong": ("有问题", {"kind": Kind.CHECK, "result": Result.WRONG}),
    "fine": ("没有问题", {"kind": Kind.CHECK, "result": Result.FINE}),
    "sample": ("抽样", {"kind": Kind.SAMPLE}),
    "opinion": ("群众意见", {"kind": Kind.OPINION}),
    "signed": ("签字", {"kind": Kind.SIGNED}),
}


@require_GET
def index(request: HttpRequest, pk) -> HttpResponse:
    """All findings of an inspection, the latest first; the list asks by itself for what has come in meanwhile."""
    found = seen(request, pk)
    current = request.GET.get("show", "") if request.GET.get("show", "") in FILTERS else ""
    rows = selectors.findings(found).filter(**FILTERS[current][1])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "inspection": found,
        "page": page,
        "tally": selectors.tally(found),
        "tabs": [
            {"label": words, "url": f"?show={key}", "current": key == current}
            for key, (words, _) in FILTERS.items()
        ],
        "may_list": request.actor.has("inspection.prepare") and found.state in ("field", "reporting"),
        "is_live": found.state == "field",
        "address": request.get_full_path(),
    }
    template = "supervision/parts/findings.html" if request.htmx else "supervision/findings.html"
    return render(request, template, context)


@require_GET
def photo(request: HttpRequest, pk) -> HttpResponse:
    """One photo, or its small picture."""
    policies.require_verb(request.actor, VIEW)
    found = get_object_or_404(FindingPhoto.objects.select_related("file", "finding"), pk=pk)
    if not policies.visible(request.actor, Inspection).filter(pk=found.finding.inspection_id).exists():
        raise Http404
    return serve_thumbnail(found.file) if "small" in request.GET else serve(found.file, inline=True)
