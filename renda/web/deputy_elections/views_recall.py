"""Recalls of deputies by the voters."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.modules.deputy_elections.models import Recall
from renda.modules.deputy_elections.policy import VIEW, WORK
from renda.web.deputy_elections import present
from renda.web.deputy_elections.views_election import ElectionStep
from renda.web.deputy_elections.views_list import PER_PAGE, tabs
from renda.web.steps import facts
from renda.web.steps.engine import opening_of, step_of
from renda.web.steps.words import articles, state_light

TODAY = {"forward": "county_on", "close_poll": "voting_on", "end_seat": "until_on"}


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All recalls, the latest first."""
    policies.require_verb(request.actor, VIEW)
    rows = policies.visible(request.actor, Recall).select_related("mandate__person", "mandate__constituency")
    page = Paginator(rows.order_by("-received_on", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    for recall in page.object_list:
        recall.light = state_light(recall)
    context = {"page": page, "tabs": tabs(request, "recalls"), "may_work": request.actor.has(WORK)}
    return render(request, "deputy_elections/recalls.html", context)


def recall_of(request: HttpRequest, pk) -> Recall:
    """The recall of the address; 403 without the verb, 404 out of reach."""
    policies.require_verb(request.actor, VIEW)
    rows = policies.visible(request.actor, Recall).select_related(
        "mandate__person", "mandate__constituency", "mandate__term"
    )
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register what the voters ask."""
    page = opening_of(request, "recall", "ask", ElectionStep, template="deputy_elections/new.html")
    page.back_url, page.initial = reverse("deputy_elections:recalls"), {"received_on": clock.today()}
    return page.answer()


@require_GET
def one(request: HttpRequest, pk) -> HttpResponse:
    recall = recall_of(request, pk)
    context = {
        "recall": recall,
        "light": state_light(recall),
        "actions": present.actions(request.actor, recall, "deputy_elections:recall-step"),
        "votes": present.vote_rows(recall),
        "waiting_vote": present.waiting_vote(recall),
        "law": articles(("recall-of-deputy-request", "recall-of-deputy-vote")),
        "course": facts.course(recall),
    }
    return render(request, "deputy_elections/recall.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """Any step that is taken by hand."""
    recall = recall_of(request, pk)
    initial = {TODAY[verb]: clock.today()} if verb in TODAY else {}
    return step_of(request, recall, verb, ElectionStep, initial=initial).answer()
