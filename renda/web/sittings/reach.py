"""Which session and which sitting a page is about, and how a refusal is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from renda.kernel.access import policies
from renda.kernel.documents.models import Paper
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.sittings import selectors
from renda.modules.sessions.sittings.models import Entry, Sitting
from renda.web import ui
from renda.web.sessions.reach import session_of

VIEW = "sitting.view"
UNPROCESSABLE = 422


def session_for(request: HttpRequest, pk, verb: str = VIEW) -> CongressSession:
    """The session of the address: 403 without the verb, 404 out of reach."""
    policies.require_verb(request.actor, VIEW)
    return session_of(request, pk, verb)


def sitting_for(request: HttpRequest, pk, sitting, verb: str = VIEW) -> Sitting:
    """The sitting of the address, within its session."""
    policies.require_verb(request.actor, VIEW)
    policies.require_verb(request.actor, verb)
    found = selectors.sitting_of(pk, sitting)
    if found is None or not all(
        policies.can(request.actor, needed, row)
        for needed, row in ((VIEW, found), ("session.view", found.session))
    ):
        raise Http404
    return found


def entry_for(request: HttpRequest, pk, sitting, entry, verb: str = VIEW) -> Entry:
    """One entry of a sitting."""
    held = sitting_for(request, pk, sitting, verb)
    return get_object_or_404(Entry.objects.select_related("sitting__session__term"), pk=entry, sitting=held)


def open_paper(request: HttpRequest, paper: Paper, done: str, back: tuple[str, Iterable]) -> HttpResponse:
    """Say what was made and open it; whoever may not open it (the session has no dossier yet) goes ``back``."""
    ui.flash.done(request, done)
    if policies.can(request.actor, "paper.view", paper):
        return redirect("paper", paper.pk)
    name, args = back
    return redirect(name, *args)


def attempt(
    request: HttpRequest, do: Callable[[], Any], done: str | Callable[[Any], str], back: tuple[str, Iterable],
    again: Callable[[Refused], HttpResponse],
) -> HttpResponse:  # fmt: skip
    """Do it and go ``back``; when it is refused, ``again`` shows the page with the reasons beside what was typed."""
    try:
        result = do()
    except Refused as refused:
        answer = again(refused)
        answer.status_code = UNPROCESSABLE
        return answer
    ui.flash.done(request, done(result) if callable(done) else done)
    name, args = back
    return redirect(name, *args)


def gone(request: HttpRequest, typed: str, back: tuple) -> HttpResponse:
    """Somebody else has taken the line off meanwhile: what was typed is told back."""
    ui.flash.wrong(
        request, f"这一项已经被别人划掉了。您写的是：“{typed.strip()[:200]}”。要用的，请重新加一项。"
    )
    return redirect(back[0], *back[1])
