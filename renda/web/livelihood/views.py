"""The vote on livelihood projects: wishes, candidates, the vote, the announced list."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.foundation.ids import as_id
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.ballots.models import Ballot
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.offers import offers
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Campaign, Candidate
from renda.web.livelihood.stepform import LivelihoodPage
from renda.web.livelihood.words import CAMPAIGN_BAR, project_light
from renda.web.steps import facts
from renda.web.steps.engine import opening_of, step_of
from renda.web.steps.words import articles, state_light, way
from renda.web.ui import Action

PER_PAGE = 25
PREPARE = "livelihood.prepare"
MAIN = ("announce", "vote", "vote_again", "list", "close_wishes", "file")
GRAVE = ("cancel", "call_off", "leave_open")
DECIDED = ("decided", "announced", "filed")
FILLED = ("title", "content", "place", "money", "unit", "finish_on")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The votes of all years, the newest first."""
    policies.require_verb(request.actor, "livelihood.view")
    rows = counted(request.actor).order_by("-year", "-id")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.light = state_light(one)
    begin = [Action("开始征集", reverse("livelihood:new"), "primary")]
    buttons = [
        *(begin if request.actor.has(PREPARE) else []),
        Action("项目进度", reverse("livelihood:projects")),
    ]
    return render(request, "livelihood/list.html", {"page": page, "actions": buttons})


def counted(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns the actor sees, with how many wishes, candidates and chosen projects each has."""
    return policies.visible(actor, Campaign).annotate(
        wish_count=Count("wishes", distinct=True),
        candidate_count=Count("candidates", filter=Q(candidates__withdrawn_on=None), distinct=True),
        chosen_count=Count("candidates", filter=Q(candidates__result=Candidate.Result.CHOSEN), distinct=True),
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
    page.initial = {"year": clock.today().year, **session_asked(request)}
    return page.answer()


def session_asked(request: HttpRequest) -> dict:
    """The session named in the address with the year it opens in."""
    asked = request.GET.get("session", "")
    found = CongressSession.objects.filter(pk=asked).first() if as_id(asked) else None
    return {"congress_session": found.pk, "year": found.opens_on.year} if found else {}


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
    ballot = selectors.ballot_of(found) if request.actor.has("ballot.view") else None
    may = open_verbs(request.actor, found)
    context = {
        "campaign": found,
        "light": state_light(found),
        "bar": way(found, CAMPAIGN_BAR),
        "actions": actions(request, found, ballot),
        "candidates": found.candidates.select_related("unit").order_by(
            "withdrawn_on", "-votes", "position", "id"
        ),
        "page": page,
        "projects": projects,
        "ballot": ballot,
        "ballot_light": state_light(ballot) if ballot else None,
        "short": too_few(found),
        "margin": margin_words(found),
        "open_wishes": found.wishes.filter(candidate=None, left_out="").count(),
        "may_import": "wish" in may,
        "may_propose": "propose" in may,
        "may_amend": "amend" in may,
        "may_withdraw": "withdraw" in may,
        "contents": facts.contents(request.actor, facts.dossier_of(request.actor, found)),
        "course": facts.course(found),
    }
    return render(request, "livelihood/campaign.html", context)


def open_verbs(actor: Actor, found: Campaign) -> set[str]:
    """The steps that can be taken now."""
    return {offer.transition.verb for offer in offers(actor, found) if offer.is_open}


def actions(request: HttpRequest, found: Campaign, ballot: Ballot | None) -> list[Action]:
    """The buttons; while it is voted the page of the vote is where the work goes on."""
    buttons = facts.actions(
        request.actor, found, "livelihood:step", main=MAIN, grave=GRAVE, other=("amend", "withdraw")
    )
    if found.state == "voting" and ballot is not None:
        buttons.insert(0, Action("到表决里印票、录票", ballot.get_absolute_url(), "primary"))
    words = "打印项目名单" if found.state in DECIDED else "打印公示名单"
    printing = Action(words, reverse("livelihood:print", args=[found.pk]), icon="print")
    grave = next((n for n, button in enumerate(buttons) if button.kind == "danger"), len(buttons))
    return [*buttons[:grave], printing, *buttons[grave:]]


def margin_words(found: Campaign) -> str:
    """候选3个，应选2项，差额1个"""
    count = selectors.standing(found).count()
    if found.state in DECIDED or count <= found.seats:
        return ""
    return f"候选{count}个，应选{found.seats}项，差额{count - found.seats}个。"


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
    if verb == "propose":
        return from_wish(request, found)
    if verb == "withdraw":
        return {"candidate": candidate_asked(request)}
    if verb in ("vote", "vote_again"):
        return {"held_on": found.congress_session.opens_on, "few_reason": found.few_reason}
    return {
        "seats": {"seats": found.seats},
        "list": {"few_reason": found.few_reason},
        "wish": {"source": "villager"},
    }.get(verb, {})


def from_wish(request: HttpRequest, found: Campaign) -> dict:
    """A candidate begun from the wish named in the address."""
    asked = request.GET.get("wish", "")
    wish = found.wishes.filter(pk=asked, candidate=None).first() if as_id(asked) else None
    return (
        {"title": wish.title, "place": wish.place, "money": wish.money_zh, "wishes": [wish.pk]}
        if wish
        else {}
    )


def candidate_asked(request: HttpRequest):
    """The candidate named in the address, when it looks like one."""
    asked = request.GET.get("candidate", "")
    return asked if as_id(asked) else None
