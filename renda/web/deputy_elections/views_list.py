"""The list of elections, and the days of one that nobody has registered yet."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.units.models import TownProfile
from renda.law import elections
from renda.law.election_days import GENERAL
from renda.law.errors import RulebookError
from renda.modules.deputy_elections import credentials
from renda.modules.deputy_elections.models import DeputyElection, Recall
from renda.modules.deputy_elections.policy import VIEW, WORK
from renda.web.deputy_elections import present
from renda.web.deputy_elections.forms import DaysForm
from renda.web.steps.words import state_light

PER_PAGE = 25


def tabs(request: HttpRequest, current: str) -> list[dict]:
    """Elections and recalls."""
    return [
        {"label": "选举", "url": reverse("deputy_elections:list"), "current": current == "list",
         "count": policies.visible(request.actor, DeputyElection).count()},
        {"label": "罢免代表", "url": reverse("deputy_elections:recalls"), "current": current == "recalls",
         "count": policies.visible(request.actor, Recall).count()},
    ]  # fmt: skip


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All elections, the latest first."""
    policies.require_verb(request.actor, VIEW)
    rows = (
        policies.visible(request.actor, DeputyElection).select_related("term").order_by("-polling_on", "-id")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for election in page.object_list:
        election.light = state_light(election)
    context = {
        "page": page,
        "tabs": tabs(request, "list"),
        "may_work": request.actor.has(WORK),
        "report_url": "",
    }
    if request.actor.has("draft.write"):
        context["report_url"] = reverse("drafting:from-template", args=[credentials.TEMPLATE])
    return render(request, "deputy_elections/list.html", context)


@require_GET
def days(request: HttpRequest) -> HttpResponse:
    """The calendar of any polling day: what would already be missed, and the first day that misses nothing."""
    policies.require_verb(request.actor, VIEW)
    form = DaysForm(request.GET or None)
    found, earliest, fault = (), None, ""
    if form.is_bound and form.is_valid():
        profile, kind = TownProfile.current(), form.cleaned_data["kind"] or GENERAL
        law = {"kind": kind, "settings": profile.rule_settings}
        try:
            found = elections.calendar(form.cleaned_data["day"], profile.place_code or None, **law)
            earliest = elections.earliest_day(clock.today(), profile.place_code or None, **law)
        except RulebookError as error:
            fault = str(error)
    rows = [
        {"step": step, "light": present.step_light(step), "url": "", "by_contests": False} for step in found
    ]
    context = {
        "form": form,
        "rows": rows,
        "missed": [row for row in rows if row["step"].missed and row["step"].statutory],
        "earliest": earliest,
        "fault": fault,
    }
    return render(request, "deputy_elections/days.html", context)
