"""Livelihood projects: how each stands, what the unit reports, acceptance and rating."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.modules.livelihood.models import Project
from renda.web.livelihood.stepform import LivelihoodPage
from renda.web.livelihood.words import project_light
from renda.web.steps import facts
from renda.web.steps.engine import step_of
from renda.web.steps.words import state_light

PER_PAGE = 25
MAIN = ("plan", "progress", "accept", "rate", "file")
GRAVE = ("stop", "send_back")
TODAY = {"visit": "done_on", "finish": "done_on", "accept": "accepted_on", "rate": "rated_on"}


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The projects of a year in the actor's reach, with their lights."""
    policies.require_verb(request.actor, "project.view")
    rows = policies.visible(request.actor, Project)
    years = list(rows.order_by("-campaign__year").values_list("campaign__year").annotate(Count("id")))
    asked = request.GET.get("year", "")
    year = next((one for one, _ in years if str(one) == asked), years[0][0] if years else None)
    page = Paginator(rows.filter(campaign__year=year).order_by("position", "id"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    for one in page.object_list:
        one.light = project_light(one)
    tabs = [
        {"label": f"{one}年", "url": f"?year={one}", "count": count, "current": one == year}
        for one, count in years
    ]
    return render(request, "livelihood/projects.html", {"page": page, "tabs": tabs})


def seen(request: HttpRequest, pk) -> Project:
    policies.require_verb(request.actor, "project.view")
    return get_object_or_404(policies.visible(request.actor, Project), pk=pk)


@require_GET
def one(request: HttpRequest, pk) -> HttpResponse:
    """One project: plan, progress with photos, acceptance, rating."""
    found = seen(request, pk)
    contents = facts.contents(found)
    context = {
        "project": found,
        "light": project_light(found),
        "state_light": state_light(found),
        "actions": facts.actions(request.actor, found, "livelihood:project-step", main=MAIN, grave=GRAVE),
        "deadlines": facts.open_deadlines(found),
        "reports": found.reports.order_by("-on", "-id"),
        "acceptors": found.acceptors.select_related("person").order_by("person__name", "id"),
        "photos": [row for row in contents if row["item"].file_id and row["item"].file.thumbnail_sha256],
        "contents": contents,
        "course": facts.course(found),
        "may_see_campaign": request.actor.has("livelihood.view"),
    }
    return render(request, "livelihood/project.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a project."""
    found = seen(request, pk)
    page = step_of(request, found, verb, LivelihoodPage)
    page.initial = starting_with(found, verb)
    return page.answer()


def starting_with(found: Project, verb: str) -> dict:
    """What the form of a step shows at first."""
    if verb == "change":
        return {"content": found.content, "finish_on": found.finish_on}
    return {TODAY[verb]: clock.today()} if verb in TODAY else {}
