"""The list, one vote, its steps, how far it is, the big screen."""

from __future__ import annotations

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.procedures.matter import Matter
from renda.kernel.secret_votes import documents, proof, rules, selectors, statement
from renda.kernel.secret_votes.models import SecretVote
from renda.web.secret_votes import present
from renda.web.secret_votes.reach import PREPARE, VIEW, vote_of
from renda.web.steps import facts
from renda.web.steps.engine import StepPage, opening_of, step_of
from renda.web.steps.words import state_light
from renda.web.ui import Action

PER_PAGE = 25


class VotePage(StepPage):
    dangers = present.GRAVE


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All secret votes, the newest first."""
    policies.require_verb(request.actor, VIEW)
    rows = policies.visible(request.actor, SecretVote).prefetch_related("objects_voted")
    page = Paginator(rows.order_by("-held_on", "-opened_at", "-id"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    for one_vote in page.object_list:
        one_vote.light = state_light(one_vote)
    begin_now = (
        [Action("准备无记名测评", reverse("secret_votes:new"), "primary")]
        if request.actor.has(PREPARE)
        else []
    )
    return render(request, "secret_votes/list.html", {"page": page, "actions": begin_now})


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Prepare a vote."""
    page = opening_of(
        request,
        "secret_vote",
        "prepare",
        VotePage,
        template="secret_votes/begin.html",
        back_url=reverse("secret_votes:list"),
    )
    page.initial = {"held_on": clock.today(), "purpose": "appraisal", "grades": "satisfied"}
    return page.answer()


@require_GET
def one(request: HttpRequest, pk) -> HttpResponse:
    """One vote: what is next, who watches, how far it is, what came out and how that can be checked."""
    vote = vote_of(request, pk)
    result = selectors.result_of(vote)
    context = {
        "vote": vote,
        "about": about(request, vote),
        "light": state_light(vote),
        "bar": present.step_bar(vote),
        "actions": present.actions(request, vote),
        "monitors": present.monitors(request.actor, vote),
        "objects": list(vote.objects_voted.all()),
        "options": [word for _, word, _ in vote.options],
        "line": documents.line_zh(vote),
        "progress": selectors.progress(vote) if vote.state == "open" else None,
        "result": result,
        "rows": present.result_rows(vote, result),
        "checks": proof.checks(vote),
        "limits": statement.LIMITS,
        "guarantees": statement.GUARANTEES,
        "small": rules.limit("small_group", vote.held_on),
        "contents": facts.contents(request.actor, facts.dossier_of(request.actor, vote)),
        "course": facts.course(vote),
    }
    return render(request, "secret_votes/one.html", context)


def about(request: HttpRequest, vote: SecretVote) -> Matter | None:
    """What the vote belongs to, where the reader sees it."""
    if not vote.subject_model:
        return None
    rows = policies.visible(request.actor, apps.get_model(vote.subject_model))
    return rows.filter(pk=vote.subject_id).first()


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """Declare, seal, void."""
    return step_of(request, vote_of(request, pk), verb, VotePage).answer()


@require_GET
def progress_now(request: HttpRequest, pk) -> HttpResponse:
    """How many have voted at this moment, for the monitors' screen."""
    vote = vote_of(request, pk)
    return render(
        request, "secret_votes/parts/progress.html", {"vote": vote, "progress": selectors.progress(vote)}
    )


@require_GET
def screen(request: HttpRequest, pk) -> HttpResponse:
    """The page for the big screen of the room."""
    return render(request, "secret_votes/screen.html", screen_context(request, pk))


@require_GET
def screen_now(request: HttpRequest, pk) -> HttpResponse:
    """What the big screen shows this moment; asked again and again."""
    return render(request, "secret_votes/parts/screen_now.html", screen_context(request, pk))


def screen_context(request: HttpRequest, pk) -> dict:
    """In steps while it is voted, numbers only once they are declared."""
    vote = vote_of(request, pk)
    result = selectors.result_of(vote)
    shown = result if result is not None and result.declared else None
    return {
        "vote": vote, "result": shown, "rows": present.result_rows(vote, shown), "line": documents.line_zh(vote),
        "progress": selectors.progress(vote) if vote.state == "open" else None,
    }  # fmt: skip
