"""Evidence of an item: found by a word, picked with one click, opened with one click, taken away again."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation.ids import as_id
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.archive.models import ArchiveItem
from renda.kernel.documents.models import Paper
from renda.kernel.dossiers.models import Dossier
from renda.kernel.files.errors import DamagedFile
from renda.kernel.files.serve import serve
from renda.kernel.procedures.execute import Refused, execute
from renda.kernel.search import api
from renda.kernel.units.scope import active_town_id
from renda.modules.assessment.models import Evidence, Item
from renda.modules.assessment.policy import KEEP
from renda.web import ui
from renda.web.assessment.views import FORM_METHODS, seen
from renda.web.assessment.views_items import item_of

FOUND = 20
#: What can be picked: its model, the key in the data of the step, and its name on the page.
KINDS = {
    "paper": (Paper, "papers", "公文"),
    "dossier": (Dossier, "dossiers", "案卷"),
    "archived": (ArchiveItem, "archived", "归档文件"),
}


@dataclass(frozen=True)
class Candidate:
    """Something that can prove an item."""

    kind: str
    key: UUID
    title: str
    detail: str
    url: str
    is_picked: bool

    @property
    def kind_zh(self) -> str:
        return KINDS[self.kind][2]


@require_http_methods(FORM_METHODS)
def pick(request: HttpRequest, pk, item) -> HttpResponse:
    """Look for evidence by a word and pick it."""
    found = item_of(request, pk, item)
    policies.require(request.actor, KEEP, found.assessment)
    if request.method == "POST":
        return picked(request, found)
    text = request.GET.get("q", "")[:400]
    results = api.search([active_town_id()], text, actor=request.actor, limit=FOUND, newest=True)
    context = {
        "item": found,
        "assessment": found.assessment,
        "text": text,
        "candidates": candidates(request.actor, found, results.hits),
        "total": results.total_zh,
    }
    return render(request, "assessment/evidence.html", context)


def candidates(actor: Actor, item: Item, hits: list) -> list[Candidate]:
    """The hits that are papers, old papers of the archive, or matters with a dossier, in their order."""
    ids = [hit.object_id for hit in hits]
    papers = set(visible(actor, Paper).filter(pk__in=ids).order_by().values_list("pk", flat=True))
    old = set(visible(actor, ArchiveItem).filter(pk__in=ids).order_by().values_list("pk", flat=True))
    dossiers = dict(
        visible(actor, Dossier).filter(object_id__in=ids).order_by().values_list("object_id", "pk")
    )
    there = {one.paper_id or one.dossier_id or one.archived_id for one in item.evidence.all()}
    found = []
    for hit in hits:
        key = hit.object_id
        kind, target = (
            ("paper", key)
            if key in papers
            else ("archived", key)
            if key in old
            else ("dossier", dossiers.get(key))
        )
        if target is None:
            continue
        title = "".join(part.text for part in hit.title)
        day = f"　{hit.happened_on.isoformat()}" if hit.happened_on else ""
        found.append(Candidate(kind, target, title, f"{hit.label_zh}{day}", hit.url, target in there))
    return found


def picked(request: HttpRequest, found: Item) -> HttpResponse:
    """Put what was picked to the item, and go back where the person came from."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    if kind not in KINDS or not as_id(key):
        raise Http404
    model, name, _ = KINDS[kind]
    chosen = get_object_or_404(visible(request.actor, model), pk=key)
    try:
        execute(request.actor, found.assessment, "attach", {"item": found.pk, name: [chosen]})
    except Refused as refused:
        ui.flash.wrong(request, str(refused))
    else:
        ui.flash.done(request, f"已作为佐证：{chosen}。")
    words = request.POST.get("q", "")
    if words:
        here = reverse("assessment:evidence", args=[found.assessment_id, found.pk])
        return redirect(f"{here}?{urlencode({'q': words})}")
    return redirect(found)


def proof_of(request: HttpRequest, pk, key) -> Evidence:
    assessment = seen(request, pk)
    rows = Evidence.objects.select_related("item", "paper", "dossier", "archived", "file")
    return get_object_or_404(rows, pk=key, item__assessment=assessment)


@require_GET
def show(request: HttpRequest, pk, proof) -> HttpResponse:
    """Open a piece of evidence: the paper, the dossier, the old paper, or the file itself."""
    found = proof_of(request, pk, proof)
    if found.paper_id:
        return redirect("paper", found.paper_id)
    if found.dossier_id:
        return redirect("dossier", found.dossier_id)
    if found.archived_id:
        return redirect(found.archived)
    try:
        return serve(found.file, inline=True)
    except DamagedFile as error:
        raise Http404 from error


@require_POST
def drop(request: HttpRequest, pk, proof) -> HttpResponse:
    """Take a piece of evidence away from its item."""
    found = proof_of(request, pk, proof)
    assessment = found.item.assessment
    policies.require(request.actor, KEEP, assessment)
    try:
        execute(request.actor, assessment, "detach", {"evidence": found.pk, "what": found.title})
    except Refused as refused:
        ui.flash.wrong(request, str(refused))
    else:
        ui.flash.done(request, f"拿掉了：{found.title}。材料本身还在原来的地方。")
    return redirect(found.item)
