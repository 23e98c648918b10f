"""The vote on livelihood projects: wishes, candidates, the vote, the announced list."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Campaign, Candidate
from renda.web.livelihood.stepform import LivelihoodPage
from renda.web.livelihood.words import project_light
from renda.web.steps import facts
from renda.web.steps.engine import opening_of, step_of
from renda.web.steps.words import articles, state_light

PER_PAGE = 25
MAIN = ("announce", "vote", "vote_again", "list", "close_wishes", "file")
GRAVE = ("cancel", "call_off", "leave_open")
DECIDED = ("decided", "announced", "filed")
FILLED = ("title", "content", "place", "money", "unit", "finish_on")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The votes of all years, the newest first."""
    policies.require_verb(request.actor, "livelihood.view")
    rows = policies.visible(request.actor, Campaign).annotate(
        wish_count=Count("wishes", distinct=True),
        candidate_count=Count("candidates", filter=Q(candidates__withdrawn_on=None), distinct=True),
        chosen_count=Count("candidates", filter=Q(candidates__result=Candidate.Result.CHOSEN), distinct=True),
    )
    page = Paginator(rows.order_by("-year", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.light = state_light(one)
    return render(
        request, "livelihood/list.html", {"page": page, "may_begin": request.actor.has("livelihood.prepare")}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a year's vote."""
    page = opening_of(
        request,
        "livelihood",
        "begin",
        LivelihoodPage,
        template="livelihood/begin.html",
        back_url=reverse("livelihood:list"),
    )
    page.initial = {"year": clock.today().year}
    return page.answer()


def seen(request: HttpRequest, pk) -> Campaign:
    policies.require_verb(request.actor, "livelihood.view")
    return get_object_or_404(policies.visible(request.actor, Campaign), pk=pk)


@require_GET
def campaign(request: HttpRequest, pk) -> HttpResponse:
    """One year's vote: candidates with votes, wishes and what became of them, projects and how they stand."""
    found = seen(request, pk)
    wishes = found.wishes.select_related("candidate").order_by("candidate__position", "source", "title", "id")
    page = Paginator(wishes, PER_PAGE).get_page(request.GET.get("page"))
    projects = list(found.projects.select_related("unit").order_by("position", "id"))
    for one in projects:
        one.light = project_light(one)
    context = {
        "campaign": found,
        "light": state_light(found),
        "actions": facts.actions(request.actor, found, "livelihood:step", main=MAIN, grave=GRAVE),
        "candidates": found.candidates.select_related("unit").order_by(
            "withdrawn_on", "-votes", "position", "id"
        ),
        "page": page,
        "projects": projects,
        "ballot": selectors.ballot_of(found) if request.actor.has("ballot.view") else None,
        "law": articles(["livelihood-vote-differential", "livelihood-vote-threshold"]),
        "short": too_few(found),
        "may_import": found.state == "collecting"
        and policies.can(request.actor, "livelihood.prepare", found),
        "is_decided": found.state in DECIDED,
        "contents": facts.contents(found),
        "course": facts.course(found),
    }
    return render(request, "livelihood/campaign.html", context)


def too_few(found: Campaign):
    """What the rule wants while there are fewer candidates before the vote; None when there are enough."""
    if found.state not in ("shortlist", "listed"):
        return None
    wanted = selectors.numbers(found)
    count = selectors.standing(found).count()
    return (
        {"count": count, "rule": wanted.sentence_zh, "articles": articles([wanted.rule.id])}
        if count < wanted.minimum
        else None
    )


@require_GET
def public_list(request: HttpRequest, pk) -> HttpResponse:
    """The list to hang out: candidates before the vote, the chosen projects with their units after it."""
    found = seen(request, pk)
    decided = found.state in DECIDED
    rows = list(selectors.chosen(found) if decided else selectors.standing(found))
    return render(request, "livelihood/print.html", {"campaign": found, "rows": rows, "is_decided": decided})


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a year's vote."""
    found = seen(request, pk)
    page = step_of(request, found, verb, LivelihoodPage)
    page.initial = starting_with(request, found, verb)
    return page.answer()


def starting_with(request: HttpRequest, found: Campaign, verb: str) -> dict:
    """What the form of a step shows at first."""
    if verb == "amend":
        one = selectors.standing(found).filter(pk=candidate_asked(request)).first()
        return (
            {
                "candidate": str(one.pk),
                "wishes": one.wishes.all(),
                **{key: getattr(one, key) for key in FILLED},
            }
            if one
            else {}
        )
    if verb == "withdraw":
        return {"candidate": candidate_asked(request)}
    if verb in ("vote", "vote_again"):
        return {"held_on": found.congress_session.opens_on, "few_reason": found.few_reason}
    return {
        "seats": {"seats": found.seats},
        "list": {"few_reason": found.few_reason},
        "wish": {"source": "villager"},
    }.get(verb, {})


def candidate_asked(request: HttpRequest):
    """The candidate named in the address, when it looks like one."""
    asked = request.GET.get("candidate", "")
    return asked if is_uuid(asked) else None


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
