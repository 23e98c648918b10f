"""Livelihood projects: how each stands, what the unit reports, acceptance and rating."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.engine.templates import fill
from renda.modules.livelihood import documents
from renda.modules.livelihood.models import Project
from renda.web.livelihood.stepform import LivelihoodPage
from renda.web.livelihood.words import PROJECT_BAR, project_light
from renda.web.steps import facts
from renda.web.steps.engine import step_of
from renda.web.steps.words import state_light, way
from renda.web.ui import Action

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
    context = {
        "page": page, "tabs": tabs, "counts": paces(rows.filter(campaign__year=year)),
        "may_see_campaigns": request.actor.has("livelihood.view"),
        "actions": [slip_button(year)] if to_rate(request.actor, year) else [],
    }  # fmt: skip
    return render(request, "livelihood/projects.html", context)


def paces(projects) -> list[tuple[str, str]]:
    """How many of the projects stand how: 按进度3个、滞后1个、完成2个."""
    lights = [project_light(one) for one in projects]
    groups = (("waiting", "待报计划"), ("later", "按进度"), ("overdue", "滞后"), ("done", "完成"))
    numbers = [(kind, word, sum(one["kind"] == kind for one in lights)) for kind, word in groups]
    return [(kind, f"{word}{number}个") for kind, word, number in numbers if number]


def to_rate(actor: Actor, year: int | None) -> list[Project]:
    """The accepted projects of a year that wait for the rating; none for who does not hold it."""
    if not actor.has("project.supervise"):
        return []
    rows = policies.visible(actor, Project).filter(campaign__year=year, state="accepted")
    return list(rows.order_by("position", "id"))


def slip_button(year: int) -> Action:
    return Action("打印满意度测评票", reverse("livelihood:rating-slip", args=[year]), icon="print")


def seen(request: HttpRequest, pk) -> Project:
    policies.require_verb(request.actor, "project.view")
    return get_object_or_404(policies.visible(request.actor, Project), pk=pk)


@require_GET
def one(request: HttpRequest, pk) -> HttpResponse:
    """One project: plan, progress with photos, acceptance, rating."""
    found = seen(request, pk)
    told = facts.told(request.actor, found)
    context = {
        "project": found,
        "light": project_light(found),
        "state_light": state_light(found),
        "bar": way(found, PROJECT_BAR),
        "actions": [
            *facts.actions(request.actor, found, "livelihood:project-step", main=MAIN, grave=GRAVE),
            *prints(request.actor, found),
        ],
        "reports": found.reports.order_by("-on", "-id"),
        "acceptors": found.acceptors.select_related("person").order_by("person__name", "id"),
        "photos": [
            row for row in told["contents"] if row["item"].file_id and row["item"].file.thumbnail_sha256
        ],
        **told,
        "may_see_campaign": request.actor.has("livelihood.view"),
    }
    return render(request, "livelihood/project.html", context)


def prints(actor: Actor, found: Project) -> list[Action]:
    """What is taken along: the form of the acceptance, the slips of the rating."""
    if not actor.has("project.supervise"):
        return []
    if found.state == "done":
        return [Action("打印验收单", reverse("livelihood:acceptance-form", args=[found.pk]), icon="print")]
    return [slip_button(found.campaign.year)] if found.state == "accepted" else []


@require_GET
def acceptance_form(request: HttpRequest, pk) -> HttpResponse:
    """The form the deputies fill on the spot, with everything the system knows filled in."""
    policies.require_verb(request.actor, "project.supervise")
    found = seen(request, pk)
    if found.state != "done":
        raise Http404
    return sheet("project_acceptance", documents.acceptance(found))


@require_GET
def rating_slip(request: HttpRequest, year: int) -> HttpResponse:
    """The slip on which the accepted projects of a year are rated, to be copied for every deputy."""
    policies.require_verb(request.actor, "project.supervise")
    projects = to_rate(request.actor, year)
    if not projects:
        raise Http404
    return sheet("project_rating_ballot", documents.rating_slip(projects, year))


def sheet(template: str, fields: dict) -> HttpResponse:
    made = render_pdf(fill(template, fields))
    return HttpResponse(made.bytes, content_type="application/pdf", headers={"Content-Disposition": "inline"})


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
