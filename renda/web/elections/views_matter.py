"""The pages of one method, election, removal, resignation and questioning motion, and their steps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.kernel.ballots import selectors as ballots
from renda.modules.elections import selectors
from renda.modules.elections.models import Election, ElectionMethod, Questioning, Removal, Resignation
from renda.modules.elections.posts import posts
from renda.web.elections import facts, present
from renda.web.elections.engine import StepPage
from renda.web.elections.reach import matter_of
from renda.web.elections.starts import start_of
from renda.web.steps.engine import step_of
from renda.web.steps.facts import contents, course, dossier_of

STEPPING = ["GET", "HEAD", "POST"]


def page(request: HttpRequest, matter, template: str, **more) -> HttpResponse:
    """What every page of this package shows: where it stands, what can be done, its papers, what happened."""
    buttons, seldom = present.actions(request.actor, matter)
    dossier = dossier_of(request.actor, matter)
    context = {
        "matter": matter,
        "session": matter.congress_session,
        "list_url": list_url(request, matter),
        "light": present.light(matter),
        "steps": present.step_bar(matter),
        "actions": buttons,
        "seldom": seldom,
        "dossier": dossier,
        "contents": contents(request.actor, dossier),
        "course": course(matter),
        **more,
    }
    return render(request, template, context)


def list_url(request: HttpRequest, matter) -> str:
    """The elections of the matter's session, for whoever may open them."""
    opens = matter.congress_session_id and request.actor.has("election.view")
    return reverse("elections:list", args=[matter.congress_session_id]) if opens else ""


def take(request: HttpRequest, model, pk, verb: str) -> HttpResponse:
    """One step as a page."""
    matter = matter_of(request, model, pk)
    made = step_of(
        request,
        matter,
        verb,
        kind=StepPage,
        template="elections/step.html",
        initial=start_of(matter, verb, request),
    )
    made.extra = lambda form: {"session": matter.congress_session}
    return made.answer()


def vote_of(request: HttpRequest, matter) -> dict:
    """The vote about a motion and its page."""
    ballot = selectors.ballot_of(matter)
    return {
        "ballot": ballot,
        "ballot_url": present.ballot_url(request.actor, ballot),
        "result": ballots.result_of(ballot) if ballot else None,
    }


@require_GET
def election(request: HttpRequest, pk) -> HttpResponse:
    """One election: nominations, candidates, votes, who was elected."""
    found = matter_of(request, Election, pk)
    return page(request, found, "elections/election.html", **facts.of_election(request.actor, found))


@require_GET
def method(request: HttpRequest, pk) -> HttpResponse:
    """The election method of a session."""
    found = matter_of(request, ElectionMethod, pk)
    margins = [(post.label, found.margins.get(post.key)) for post in posts() if not post.is_principal]
    early = facts.voted_before_the_deadline(found.congress_session, found.nominate_by) if not found.is_adopted else None
    return page(request, found, "elections/method.html", margins=margins, voted_before=early, **vote_of(request, found))


@require_GET
def removal(request: HttpRequest, pk) -> HttpResponse:
    found = matter_of(request, Removal, pk)
    more = {"signing": facts.signing_of_removal(found), "defences": list(found.defences.all())}
    return page(request, found, "elections/removal.html", **more, **vote_of(request, found))


@require_GET
def resignation(request: HttpRequest, pk) -> HttpResponse:
    found = matter_of(request, Resignation, pk)
    return page(request, found, "elections/resignation.html", **vote_of(request, found))


@require_GET
def questioning(request: HttpRequest, pk) -> HttpResponse:
    found = matter_of(request, Questioning, pk)
    return page(request, found, "elections/questioning.html", **facts.of_questioning(found))


@require_http_methods(STEPPING)
def election_step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    return take(request, Election, pk, verb)


@require_http_methods(STEPPING)
def method_step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    return take(request, ElectionMethod, pk, verb)


@require_http_methods(STEPPING)
def removal_step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    return take(request, Removal, pk, verb)


@require_http_methods(STEPPING)
def resignation_step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    return take(request, Resignation, pk, verb)


@require_http_methods(STEPPING)
def questioning_step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    return take(request, Questioning, pk, verb)
