"""One suggestion: its page and its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.dossiers.models import DossierItem
from renda.kernel.files.errors import DamagedFile
from renda.kernel.files.models import StoredFile
from renda.kernel.files.serve import serve, serve_thumbnail
from renda.modules.suggestions.models import Attachment, Promise, RhythmEvent, Suggestion
from renda.modules.suggestions.similar import lineage
from renda.web.suggestions import detail as gathering
from renda.web.suggestions.turns import turn_of

MATTERS = {"suggestions.suggestion": Suggestion, "suggestions.promise": Promise, "suggestions.rhythmevent": RhythmEvent}


@require_GET
def detail(request: HttpRequest, pk) -> HttpResponse:
    """The page of one suggestion."""
    suggestion = get_object_or_404(gathering.rows_to_show(request.actor), pk=pk)
    context = gathering.gather(request, suggestion)
    context["turn"] = turn_of(request, suggestion)
    context["list_url"] = reverse("suggestions:list")
    return render(request, "suggestions/detail.html", context)


@require_GET
def kin(request: HttpRequest, pk) -> HttpResponse:
    """The same matter in other years. Comparing with all years takes a moment, so the page fetches it after itself."""
    suggestion = get_object_or_404(gathering.rows_to_show(request.actor), pk=pk)
    found = [one for one in lineage(suggestion, actor=request.actor) if one.suggestion.pk != suggestion.pk]
    template = "suggestions/detail/kin_rows.html" if request.htmx else "suggestions/kin.html"
    return render(request, template, {"suggestion": suggestion, "lineage": found})


@require_GET
def file(request: HttpRequest, pk) -> HttpResponse:
    """A file of something the reader may see; ``?small`` the thumbnail, ``?show`` in the page."""
    stored = get_object_or_404(StoredFile, pk=pk)
    if not may_read(request.actor, stored):
        raise Http404
    try:
        if "small" in request.GET and stored.thumbnail_sha256:
            return serve_thumbnail(stored)
        return serve(stored, inline="show" in request.GET)
    except DamagedFile as damage:
        return render(request, "suggestions/file_damaged.html", {"name": stored.original_name, "damage": damage}, status=500)


def may_read(actor: Actor, stored: StoredFile) -> bool:
    """Is the file attached to, or filed with, something the actor may see?"""
    seen = policies.visible(actor, Suggestion)
    if Attachment.objects.filter(file=stored, suggestion__in=seen.values("pk")).exists():
        return True
    if not actor.has("dossier.view"):
        return False
    filed = DossierItem.objects.filter(file=stored).values_list("dossier__model", "dossier__object_id")
    return any(
        policies.visible(actor, MATTERS[model]).filter(pk=key).exists() for model, key in filed if model in MATTERS
    )
