"""The votes of a session, and putting one on the list."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from renda.kernel.access import policies
from renda.kernel.ballots import selectors, steps
from renda.kernel.ballots.models import Ballot
from renda.kernel.ballots.words import question_of
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.execute import Refused
from renda.web import ui
from renda.web.ballots.forms import NewBallotForm
from renda.web.sessions.reach import session_of
from renda.web.steps.words import state_light

PER_PAGE = 25
VIEW, PREPARE = "ballot.view", "ballot.prepare"


@require_GET
def index(request: HttpRequest, pk) -> HttpResponse:
    """All votes of a session in order."""
    session = session_of(request, pk, VIEW)
    rows = selectors.ballots_of(session).filter(pk__in=policies.visible(request.actor, Ballot).values("pk"))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(page)
    context = {
        "session": session, "page": page, "lines": lines, "may_prepare": request.actor.has(PREPARE),
        "has_results": any(line["result"] and line["result"].declared for line in lines),
    }  # fmt: skip
    return render(request, "ballots/list.html", context)


def lines_of(page) -> list[dict]:
    """The votes of a page with their lights and results."""
    return [
        {"ballot": ballot, "light": state_light(ballot), "result": selectors.result_of(ballot)}
        for ballot in page.object_list
    ]


@require_GET
def outside(request: HttpRequest) -> HttpResponse:
    """The votes that belong to no session."""
    policies.require_verb(request.actor, VIEW)
    rows = selectors.outside_sessions().filter(pk__in=policies.visible(request.actor, Ballot).values("pk"))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "ballots/outside.html", {"page": page, "lines": lines_of(page)})


@require_GET
def mine(request: HttpRequest, pk) -> HttpResponse:
    """What is voted now and what came out, for the phones of the deputies: no count under way, of nobody the choice."""
    session = session_of(request, pk)
    page = Paginator(selectors.open_to_deputies(session), PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(page)
    for line in lines:
        result = line["result"]
        line["result"] = result if result is not None and result.declared else None
        line["question"] = question_of(line["ballot"])
    return render(request, "ballots/mine.html", {"session": session, "page": page, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk) -> HttpResponse:
    """A vote is put on the list."""
    session: CongressSession = session_of(request, pk, PREPARE)
    form = NewBallotForm(request.POST if request.method == "POST" else None, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            ballot = steps.prepare(request.actor, session=session, **form.facts)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, f"{reason.text}{reason.mend}")
        else:
            ui.flash.done(request, f"“{ballot.title}”已列入表决。")
            return redirect(ballot)
    context = {"session": session, "form": form, "draft_key": f"ballot-new-{session.pk}"}
    return render(request, "ballots/new.html", context, status=422 if form.errors else 200)
