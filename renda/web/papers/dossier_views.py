"""Dossiers: the list, what is in one, and taking one out of the product."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import can, reachable, require, require_verb, visible
from renda.kernel.archive import export
from renda.kernel.archive.errors import CannotFile
from renda.kernel.audit.record import record
from renda.kernel.documents.models import Paper
from renda.kernel.dossiers import filing
from renda.kernel.dossiers.export import stream
from renda.kernel.dossiers.models import Dossier, DossierItem, DossierLink
from renda.kernel.files.errors import DamagedFile
from renda.kernel.files.serve import serve, serve_thumbnail
from renda.kernel.procedures import registry
from renda.web import ui
from renda.web.papers.views import matter_of

PAGE = 25
STATES = (("", "全部"), ("open", "还没封存"), ("sealed", "已封存"))


class DossierForm(forms.Form):
    words = forms.CharField(label="题名或案卷号", required=False, max_length=100)
    kind = forms.ChoiceField(label="类别", required=False)
    state = forms.ChoiceField(label="封存没有", required=False, choices=STATES)
    year = forms.IntegerField(label="立卷年度", required=False, min_value=1949, max_value=9999)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [procedure.label for procedure in registry.procedures()]
        self.fields["kind"].choices = [("", "全部类别"), *((kind, kind) for kind in kinds)]


def narrowed(rows, chosen: dict):
    """The rows that fit what was chosen; what was mistyped narrows nothing."""
    if words := chosen.get("words"):
        rows = rows.filter(title__icontains=words) | rows.filter(number__icontains=words)
    if kind := chosen.get("kind"):
        rows = rows.filter(kind=kind)
    if state := chosen.get("state"):
        rows = rows.filter(sealed_at__isnull=state == "open")
    if year := chosen.get("year"):
        rows = rows.filter(opened_on__year=year)
    return rows


@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """The dossiers of every matter in reach, the newest first."""
    require_verb(request.actor, "dossier.view")
    form = DossierForm(request.GET)
    form.is_valid()
    rows = narrowed(visible(request.actor, Dossier), form.cleaned_data).order_by("-opened_on", "-id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "papers/dossiers.html", {"form": form, "page": page})


@require_safe
def dossier(request: HttpRequest, pk) -> HttpResponse:
    """Contents in order, what is still missing, links to other dossiers, and whether the seal holds."""
    found = get_object_or_404(visible(request.actor, Dossier), pk=pk)
    readable = Q(paper=None) | reachable(request.actor, Paper, "paper_id")
    items = list(found.items.filter(readable).select_related("paper", "file").order_by("position"))
    matter = matter_of(found)
    lacking = []
    if matter is not None and not found.is_sealed:
        lacking = filing.missing(found, registry.procedure_of(matter).contents, matter)
    facts = {
        "dossier": found,
        "items": items,
        "archived": list(found.archived.order_by("year", "retention", "category", "serial", "id")),
        "matter": matter,
        "lacking": lacking,
        "pages": sum(item.pages or 0 for item in items),
        **links_of(request.actor, found),
        "is_changed": found.is_sealed and filing.changed_since_sealing(found),
        "may_export": can(request.actor, "dossier.export", found),
    }
    return render(request, "papers/dossier.html", facts)


def links_of(actor: Actor, found: Dossier) -> dict[str, list[DossierLink]]:
    """The links to and from other dossiers, as far as the reader may see those; most dossiers have none."""
    out, into = (
        list(found.links_out.select_related("to_dossier")),
        list(found.links_in.select_related("from_dossier")),
    )
    others = {link.to_dossier_id for link in out} | {link.from_dossier_id for link in into}
    seen = (
        set(visible(actor, Dossier).filter(pk__in=others).values_list("pk", flat=True)) if others else set()
    )
    return {
        "links": [link for link in out if link.to_dossier_id in seen],
        "links_in": [link for link in into if link.from_dossier_id in seen],
    }


@require_POST
def export_dossier(request: HttpRequest, pk) -> HttpResponse:
    """The dossier as a folder in an archive, with a package for each item when asked for; who took it out is noted.
    What is in the archive is checked by the four properties before it leaves and read back afterwards."""
    found = get_object_or_404(Dossier.objects, pk=pk)
    require(request.actor, "dossier.export", found)
    try:
        name, response = packed(request.actor, found, eep="eep" in request.POST)
    except (CannotFile, DamagedFile, export.CannotExport) as reason:
        ui.flash.wrong(request, "".join([str(reason), *getattr(reason, "faults", ())[:3]]))
        return redirect("dossier", found.pk)
    record(request.actor, "dossier.export", found)
    response["Content-Type"] = "application/zip"
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.zip")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def packed(actor: Actor, found: Dossier, *, eep: bool) -> tuple[str, HttpResponse]:
    """The name and the bytes of what is sent; a dossier that has no archive number yet is sent as it is made."""
    if found.archived.exclude(code="").exists():
        name, archive = export.export_packed(actor, found, eep=eep)
        return name, FileResponse(archive)
    package = export.prepare(found, eep=eep)
    return package.folder, StreamingHttpResponse(stream(package))


@require_safe
def item_file(request: HttpRequest, pk, item) -> HttpResponse:
    """A file in the dossier, shown where the browser can; ``?small`` the thumbnail."""
    found = get_object_or_404(visible(request.actor, Dossier), pk=pk)
    row = get_object_or_404(
        DossierItem.objects.select_related("file"), pk=item, dossier=found, file__isnull=False
    )
    small = "small" in request.GET and row.file.thumbnail_sha256
    try:
        return serve_thumbnail(row.file) if small else serve(row.file, inline=True)
    except DamagedFile as error:
        raise Http404 from error
