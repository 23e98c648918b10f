"""One election of deputies: its days, its constituencies, its steps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.procedures.execute import MovedMeanwhile, Refused, execute
from renda.modules.deputy_elections import selectors
from renda.modules.deputy_elections.days import mend_missed
from renda.modules.deputy_elections.models import DeputyElection
from renda.modules.deputy_elections.policy import VIEW, WORK
from renda.web import ui
from renda.web.deputy_elections import present
from renda.web.deputy_elections.forms import DivisionForm
from renda.web.steps.engine import StepPage, opening_of, step_of
from renda.web.steps.facts import course
from renda.web.steps.words import articles, state_light

OVER = ("closed", "cancelled")
FACTS = ("quota", "population", "organ", "decision")


class ElectionStep(StepPage):
    dangers = present.GRAVE


def election_of(request: HttpRequest, pk, verb: str = VIEW) -> DeputyElection:
    """The election of the address; 403 without the verb, 404 out of reach."""
    policies.require_verb(request.actor, verb)
    return get_object_or_404(policies.visible(request.actor, DeputyElection).select_related("term"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a round."""
    page = opening_of(request, "deputy_election", "open", ElectionStep, template="deputy_elections/new.html")
    page.back_url = reverse("deputy_elections:list")
    return page.answer()


def tabs(election: DeputyElection, current: str) -> list[dict]:
    """The constituencies, and the days."""
    return [
        {
            "label": "选区",
            "url": election.get_absolute_url(),
            "current": current == "one",
            "count": election.contests.count(),
        },
        {
            "label": "日程",
            "url": reverse("deputy_elections:calendar", args=[election.pk]),
            "current": current == "days",
        },
    ]


def facts(request: HttpRequest, election: DeputyElection, current: str) -> dict:
    """What both pages of an election show."""
    rows = present.calendar_rows(election, request.actor.has(WORK) and election.state not in OVER)
    return {
        "election": election,
        "light": state_light(election),
        "tabs": tabs(election, current),
        "rows": rows,
        "missed": [
            row
            for row in rows
            if row["step"].missed and row["step"].statutory and row["step"].done_on is None
        ],
        "mend_missed": mend_missed(election),
        "over": election.state in OVER,
    }


@require_GET
def one(request: HttpRequest, pk) -> HttpResponse:
    """The constituencies and how they stand, and what comes next."""
    election = election_of(request, pk)
    shown = facts(request, election, "one")
    plan = [one for one in selectors.plan_of(election) if one.met is False]
    context = {
        **shown,
        "actions": present.actions(request.actor, election, "deputy_elections:step"),
        "coming": present.coming(shown["rows"]),
        "contests": present.contest_rows(election),
        "totals": selectors.totals(election),
        "plan": plan,
        "plan_law": list(dict.fromkeys(article for one in plan for article in one.articles)),
        "quota": selectors.quota_words(election),
        "may_divide": request.actor.has(WORK) and election.state == "preparing",
        "course": course(election),
        "contents": present.contents(request.actor, election),
    }
    return render(request, "deputy_elections/one.html", context)


@require_GET
def days(request: HttpRequest, pk) -> HttpResponse:
    """The whole calendar."""
    election = election_of(request, pk)
    context = {**facts(request, election, "days"), "moves": election.moves.order_by("-made_at", "-id")}
    return render(request, "deputy_elections/calendar.html", context)


@require_GET
def days_print(request: HttpRequest, pk) -> HttpResponse:
    """The whole calendar on one page."""
    election = election_of(request, pk)
    context = {
        "election": election,
        "rows": present.calendar_rows(election, False),
        "totals": selectors.totals(election),
    }
    return render(request, "deputy_elections/days_print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """Any step that is taken by hand."""
    election = election_of(request, pk)
    initial = {"done_on": clock.today(), "step": request.GET.get("step", "")} if verb == "tick" else {}
    if verb == "facts":
        initial = {key: getattr(election, key) for key in FACTS}
    page = step_of(request, election, verb, ElectionStep, initial=initial)
    return page.answer()


@require_http_methods(["GET", "HEAD", "POST"])
def divide(request: HttpRequest, pk) -> HttpResponse:
    """People and seats of the constituencies as one table."""
    election = election_of(request, pk, WORK)
    form = DivisionForm(request.POST or None, election=election)
    reasons: list = []
    if request.method == "POST" and form.is_valid():
        try:
            outcome = execute(request.actor, election, "divide", {"rows": form.rows})
        except MovedMeanwhile as refused:
            reasons = refused.reasons
        except Refused as refused:
            reasons = refused.reasons
        else:
            ui.flash.done(request, f"已保存{outcome.result['count']}个选区的名额。")
            for warning in outcome.warnings:
                ui.flash.warn(request, f"{warning.text}{warning.mend}")
            return redirect(election)
    context = {
        "election": election,
        "form": form,
        "reasons": reasons,
        "quota": selectors.quota_words(election),
        "law": articles(("constituency-size", "constituency-balance", "deputy-quota-decided-by-county")),
    }
    return render(
        request, "deputy_elections/divide.html", context, status=422 if reasons or form.errors else 200
    )
