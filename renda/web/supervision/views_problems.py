"""The problems of all inspections by unit: open, overdue, proved; one problem and its steps."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.foundation.ids import as_id
from renda.kernel.access import policies
from renda.kernel.units.models import Unit
from renda.modules.supervision import selectors
from renda.modules.supervision.models import Problem
from renda.web.steps import facts
from renda.web.steps.engine import step_of
from renda.web.steps.words import state_light, way
from renda.web.supervision.stepform import SupervisionPage
from renda.web.supervision.words import PROBLEM_BAR, problem_light

PER_PAGE = 25
VIEW = "problem.view"
MAIN, GRAVE = ("show", "close"), ("drop", "send_back")
STATES = {
    "open": ("没有改好的", Q(state__in=("listed", *selectors.OPEN_PROBLEMS))),
    "late": ("逾期的", Q(state="doing")),
    "closed": ("已销号的", Q(state="closed")),
}
TODAY = {"close": "on", "send_back": "on"}


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every problem in the actor's reach: by how it stands, by unit."""
    policies.require_verb(request.actor, VIEW)
    rows = policies.visible(request.actor, Problem)
    asked = request.GET.get("unit", "")
    unit = Unit.objects.filter(pk=asked).first() if as_id(asked) else None
    chosen = rows.filter(unit=unit) if unit else rows
    current = request.GET.get("state") if request.GET.get("state") in STATES else "open"
    counts = {key: narrowed(chosen, key).count() for key in STATES}
    page = Paginator(selectors.problems_seen(narrowed(chosen, current)), PER_PAGE).get_page(
        request.GET.get("page")
    )
    for one in page.object_list:
        one.light = problem_light(one)
    narrow = f"&unit={unit.pk}" if unit else ""
    tabs = [
        {"label": words, "url": f"?state={key}{narrow}", "current": key == current, "count": counts[key]}
        for key, (words, _) in STATES.items()
    ]
    owners = (
        rows.values("unit_id", "unit__name")
        .annotate(count=Count("id"))
        .order_by("unit__position", "unit__name", "unit_id")
    )
    context = {
        "page": page,
        "tabs": tabs,
        "unit": unit,
        "owners": owners if len(owners) > 1 else (),
        "state": current,
    }
    return render(request, "supervision/problems.html", context)


def narrowed(rows, key: str):
    found = rows.filter(STATES[key][1])
    return found.filter(due_on__lt=clock.today()) if key == "late" else found


def seen(request: HttpRequest, pk) -> Problem:
    policies.require_verb(request.actor, VIEW)
    return get_object_or_404(policies.visible(request.actor, Problem), pk=pk)


@require_GET
def one(request: HttpRequest, pk) -> HttpResponse:
    """One problem: what was seen, who puts it right by when, what was shown, what the look at it gave."""
    found, actor = seen(request, pk), request.actor
    sees_field = actor.has("inspection.view")
    context = {
        "problem": found,
        "light": problem_light(found),
        "state_light": state_light(found),
        "bar": way(found, PROBLEM_BAR),
        "actions": facts.actions(actor, found, "supervision:problem-step", main=MAIN, grave=GRAVE),
        "findings": selectors.findings(found.inspection).filter(problem=found) if sees_field else (),
        "may_see_inspection": sees_field,
        **facts.told(actor, found),
    }
    return render(request, "supervision/problem.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a problem."""
    found = seen(request, pk)
    page = step_of(request, found, verb, SupervisionPage)
    if verb in TODAY:
        page.initial = {TODAY[verb]: clock.today()}
    elif verb == "amend":
        keys = ("title", "facts", "article", "ask", "unit", "due_on")
        page.initial = {**{key: getattr(found, key) for key in keys}, "findings": found.findings.all()}
    return page.answer()
