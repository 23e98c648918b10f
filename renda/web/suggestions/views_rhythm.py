"""The supervision rhythm: what has to be held, its sheet, its record, filing."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.modules.suggestions.models import RhythmEvent
from renda.modules.suggestions.models.rhythm import RhythmKind
from renda.web.steps import facts
from renda.web.suggestions import present
from renda.web.suggestions.engine import step_of

PER_PAGE = 25


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All events, those to be held first; tabs by kind."""
    policies.require_verb(request.actor, "rhythm.view")
    seen = policies.visible(request.actor, RhythmEvent)
    counts = dict(seen.order_by().values_list("kind").annotate(Count("id")))
    kind = request.GET.get("kind", "")
    rows = seen.filter(kind=kind) if kind in RhythmKind.values else seen
    page = Paginator(rows.order_by("closed_at", "due_on", "id"), PER_PAGE).get_page(request.GET.get("page"))
    for event in page.object_list:
        event.light = (
            present.due_light(event.due_on) if event.state == "planned" else present.state_light(event)
        )
    tabs = [
        {"label": "全部", "url": "?", "count": sum(counts.values()), "current": kind not in RhythmKind.values}
    ]
    tabs += [
        {"label": label, "url": f"?kind={key}", "count": counts.get(key, 0), "current": key == kind}
        for key, label in RhythmKind.choices
    ]
    return render(
        request,
        "suggestions/rhythm.html",
        {"page": page, "tabs": tabs, "filtered": kind in RhythmKind.values},
    )


def seen_event(request: HttpRequest, pk) -> RhythmEvent:
    policies.require_verb(request.actor, "rhythm.view")
    return get_object_or_404(policies.visible(request.actor, RhythmEvent).select_related("sheet"), pk=pk)


@require_GET
def event(request: HttpRequest, pk) -> HttpResponse:
    """One event with the material made for it and what was recorded."""
    found = seen_event(request, pk)
    context = {
        "event": found,
        "light": present.state_light(found),
        "deadlines": present.open_deadlines(found),
        "actions": present.actions(request.actor, found, "suggestions:rhythm-step"),
        "sheet_url": present.address("paper", "papers:paper", args=[found.sheet_id])
        if found.sheet_id
        else "",
        "contents": facts.contents(request.actor, facts.dossier_of(request.actor, found)),
        "course": facts.course(found),
    }
    return render(request, "suggestions/rhythm_event.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """Recording what was held, filing it."""
    found = seen_event(request, pk)
    initial = {"held_on": clock.today()} if verb == "record" else {}
    page = step_of(request, found, verb)
    page.initial = initial
    return page.answer()
