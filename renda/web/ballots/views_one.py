"""One vote: its page, its steps, its next round, its big screen."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.kernel.access import policies
from renda.kernel.ballots import rules, selectors, steps
from renda.kernel.ballots.models import Ballot
from renda.kernel.ballots.words import question_of
from renda.kernel.documents.models import Paper
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.sittings.quorum import quorum_of_session
from renda.web import ui
from renda.web.ballots import present, views_paper
from renda.web.ballots.forms import BallotStepForm
from renda.web.steps.engine import StepPage, step_of
from renda.web.steps.words import state_light

VIEW, KEY, PREPARE = "ballot.view", "ballot.key", "ballot.prepare"
WITH_PRESENT = ("open", "close")


def ballot_of(request: HttpRequest, pk, verb: str = VIEW) -> Ballot:
    """The vote of the address; 403 without the verb, 404 out of reach."""
    policies.require_verb(request.actor, verb)
    rows = policies.visible(request.actor, Ballot).select_related(
        "roll", "congress_session__term", "previous", "following"
    )
    return get_object_or_404(rows, pk=pk)


@require_GET
def one(request: HttpRequest, pk) -> HttpResponse:
    ballot = ballot_of(request, pk)
    result = selectors.result_of(ballot)
    counting = ballot.state == "counting"
    context = {
        "ballot": ballot,
        "session": ballot.congress_session,
        "light": state_light(ballot),
        "steps": present.step_bar(ballot),
        "actions": present.actions(request, ballot),
        "ahead": selectors.ahead_of(ballot),
        "question": question_of(ballot),
        "options": list(ballot.options.all()),
        "roll": getattr(ballot, "roll", None),
        "places": present.places(request, ballot) if counting else [],
        "differences": selectors.differences(ballot) if counting else [],
        "may_key": request.actor.has(KEY),
        "may_prepare": request.actor.has(PREPARE),
        "result": result,
        "rows": present.result_rows(result, ballot),
        "papers": papers_of(request, ballot),
        "choices": views_paper.choices(request, ballot, result),
        "drafts": views_paper.drafts_of(request, ballot),
        "subject": present.subject_of(request, ballot),
        "previous": ballot.previous,
        "following": getattr(ballot, "following", None),
    }
    return render(request, "ballots/one.html", context)


def papers_of(request: HttpRequest, ballot: Ballot) -> list[Paper]:
    """What was set for this vote: the report of the count, and earlier ones that hold no more."""
    rows = policies.visible(request.actor, Paper).filter(model=ballot._meta.label_lower, object_id=ballot.pk)
    return list(rows.defer("content", "text").order_by("-dated_on", "-id"))


class BallotStep(StepPage):
    form_class = BallotStepForm
    dangers = present.DANGERS


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """Any step that is taken by hand."""
    ballot = ballot_of(request, pk)
    initial = {"present": there(ballot)} if verb in WITH_PRESENT else {}
    result = selectors.result_of(ballot)
    context = {
        "ballot": ballot, "ahead": selectors.ahead_of(ballot), "result": result, "rows": present.result_rows(result, ballot),
        "question": question_of(ballot), "verb": verb,
    }  # fmt: skip
    page = step_of(
        request,
        ballot,
        verb,
        BallotStep,
        template="ballots/step.html",
        initial=initial,
        extra=lambda form: context,
    )
    return page.answer()


def there(ballot: Ballot) -> int | None:
    """How many deputies have signed in, where sign-in is kept; else what was told before."""
    roll = getattr(ballot, "roll", None)
    if ballot.congress_session_id and rules.is_of_deputies(ballot):
        quorum = quorum_of_session(ballot.congress_session)
        if quorum is not None and quorum.present:
            return quorum.present
    return roll.voting if roll is not None else None


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, pk) -> HttpResponse:
    """The next round: among those who tied, for the seats left, or the whole once more."""
    ballot = ballot_of(request, pk, PREPARE)
    if present.has_own_way(ballot):
        ui.flash.warn(request, "下一轮不在这里开：请到它那一件里办，再次投票、另行选举都从那里开始。")
        return redirect(ballot)
    form = forms.Form(request.POST if request.method == "POST" else None)
    facts, what = coming_round(ballot)
    if form.is_valid():
        try:
            following = steps.again(request.actor, ballot, **facts)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, f"{reason.text}{reason.mend}")
        else:
            ui.flash.done(request, f"“{following}”已列入表决。")
            return redirect(following)
    label = present.again_label(ballot)
    context = {
        "title": f"{label}：{ballot.title}", "what": what, "confirm_label": label, "form": form,
        "back_url": reverse("ballots:one", args=[ballot.pk]), "danger": False,
    }  # fmt: skip
    return render(request, "components/confirm.html", context, status=422 if form.errors else 200)


def coming_round(ballot: Ballot) -> tuple[dict, list[str]]:
    """What ``steps.again`` takes, and what it means in words."""
    result = selectors.result_of(ballot)
    key = result.next.get("key") if result else ""
    if key == "revote":
        tied = selectors.options_of(result, "tied")
        names = "、".join(option.label for option in tied)
        facts = {"options": tied, "seats": result.next["seats"], "case": {"round": "revote"}}
        return facts, [f"就{names}再次投票，选出{result.next['seats']}名，得票多的当选。", *result.articles]
    if key == "further":
        left = [option for option in ballot.options.all() if option.label in result.next["names"]]
        facts = {"options": left, "seats": result.next["seats"], "case": {"round": "further"}}
        return facts, [
            result.next["sentence"],
            f"候选人先按这一轮的得票列出：{'、'.join(option.label for option in left)}。",
        ]
    return {}, ["照这一轮的事项、方式和选项，另开一轮。名册在开始表决时重新冻结。"]


@require_GET
def screen(request: HttpRequest, pk) -> HttpResponse:
    """The page for the big screen of the hall."""
    return render(request, "ballots/screen.html", screen_context(request, pk))


@require_GET
def screen_now(request: HttpRequest, pk) -> HttpResponse:
    """What the big screen shows this moment; asked again and again."""
    return render(request, "ballots/parts/screen_now.html", screen_context(request, pk))


def screen_context(request: HttpRequest, pk) -> dict:
    """Nothing of a count is shown before it is declared, and of no deputy how he voted."""
    ballot = ballot_of(request, pk)
    result = selectors.result_of(ballot)
    shown = result if result is not None and result.declared else None
    rows = present.result_rows(shown, ballot)
    return {
        "ballot": ballot, "session": ballot.congress_session, "roll": getattr(ballot, "roll", None), "result": shown,
        "rows": rows, "several": len(rows) > 1 or ballot.kind == "election", "crowd": present.crowd(len(rows)), "question": question_of(ballot), "ahead": selectors.ahead_of(ballot),
    }  # fmt: skip
