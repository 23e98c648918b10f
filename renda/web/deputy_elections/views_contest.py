"""The election in one constituency."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.modules.deputy_elections import selectors
from renda.modules.deputy_elections.models import Contest
from renda.modules.deputy_elections.policy import VIEW
from renda.web.deputy_elections import present
from renda.web.deputy_elections.forms import ContestStepForm, picked_first
from renda.web.steps import facts
from renda.web.steps.engine import StepPage, step_of
from renda.web.steps.words import state_light

TODAY = {
    "publish_roll": "done_on", "publish_preliminary": "done_on", "publish_formal": "done_on", "object": "received_on",
    "answer": "decided_on", "sue": "sued_on", "nominate": "received_on", "confirm_credentials": "reviewed_on",
}  # fmt: skip


class ContestStep(StepPage):
    form_class = ContestStepForm
    dangers = present.GRAVE


def contest_of(request: HttpRequest, pk) -> Contest:
    """The constituency of the address; 403 without the verb, 404 out of reach."""
    policies.require_verb(request.actor, VIEW)
    rows = policies.visible(request.actor, Contest).select_related("election__term", "constituency")
    return get_object_or_404(rows, pk=pk)


@require_GET
def one(request: HttpRequest, pk) -> HttpResponse:
    contest = contest_of(request, pk)
    numbers = selectors.numbers(contest, contest.seats, contest.first_round) if contest.seats else None
    context = {
        "contest": contest,
        "election": contest.election,
        "light": state_light(contest),
        "actions": present.actions(request.actor, contest, "deputy_elections:contest-step"),
        "numbers": numbers,
        "candidates": contest.candidates.order_by("position"),
        "objections": present.objection_rows(contest),
        "objection_day": present.objection_day(contest),
        "votes": present.vote_rows(contest),
        "waiting_vote": present.waiting_vote(contest),
        "elected": contest.elected.select_related("mandate").order_by("-votes", "id"),
        "vacancies": selectors.vacancies(contest)
        if contest.state in ("decided", "confirmed", "closed")
        else 0,
        "course": facts.course(contest),
        "contents": present.contents(request.actor, contest),
    }
    return render(request, "deputy_elections/contest.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """Any step that is taken by hand."""
    contest = contest_of(request, pk)
    page = step_of(request, contest, verb, ContestStep, initial=first_words(contest, verb))
    return page.answer()


def first_words(contest: Contest, verb: str) -> dict:
    """What stands in the form at first."""
    given = {TODAY[verb]: clock.today()} if verb in TODAY else {}
    if verb in ("publish_formal", "vote_again"):
        given |= {"candidates": picked_first(contest), "poll_place": contest.poll_place}
    if verb == "vote_again":
        given["voting_on"] = clock.today()
    if verb == "correct_roll":
        given["voters"] = contest.voters
    if verb == "confirm_credentials":
        given["valid"] = [one.pk for one in contest.elected.all()]
    return given
