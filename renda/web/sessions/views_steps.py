"""The steps of a session's own way: beginning, publishing the day, moving it, opening, closing, filing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from renda.foundation import clock
from renda.law import session_plan
from renda.modules.sessions import facts, hanging, selectors
from renda.modules.sessions.actions.session import cancel
from renda.modules.sessions.models import SessionWork
from renda.web.sessions.reach import session_of
from renda.web.sessions.stepform import MovePage, SessionPage, StartPage
from renda.web.steps.engine import opening_of, step_of

USUAL, FIRST = "regular", "first"


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin to prepare a session: the one registered next, or else the day of last year is proposed."""
    kind = request.GET.get("kind", USUAL)
    kind = kind if kind in session_plan.kinds() else USUAL
    opens_on = selectors.suggested_opening(kind)
    page = opening_of(request, "session", "start", StartPage)
    page.template, page.back_url = "sessions/start.html", reverse("sessions:list")
    page.initial = {"kind": kind, "opens_on": opens_on if opens_on and opens_on > clock.today() else None}
    coming = selectors.unprepared().first()
    if coming is not None and "kind" not in request.GET:
        first = FIRST if coming.number == 1 else kind
        page.initial = {"kind": first, "opens_on": coming.opens_on, "closes_on": coming.closes_on}
    return page.answer()


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a session's way."""
    session = session_of(request, pk, "session.plan")
    work = get_object_or_404(SessionWork.objects.select_related("session__term"), session=session)
    if verb == "start":
        raise Http404
    page = step_of(request, work, verb, MovePage if verb == "move" else SessionPage)
    if verb == "move":
        page.template = "sessions/move.html"
    elif verb == "cancel":
        page.template = "sessions/cancel.html"
        page.extra = lambda form: {"stops": cancel.stops(work), "made": hanging.made(session)}
    page.initial = initial(work, verb)
    return page.answer()


def initial(work: SessionWork, verb: str) -> dict:
    """What the form begins with: the days as they stand, the count of the sign-in."""
    session, today = work.session, clock.today()
    if verb == "move":
        return {"opens_on": session.opens_on, "closes_on": session.closes_on}
    if verb == "publish":
        return {"published_on": today}
    if verb == "correct":
        return {"kind": work.kind, "number": session.number}
    if verb == "open":
        counted = facts.attendance(session)
        return {
            "began_on": max(session.opens_on, min(today, session.closes_on)),
            "present": counted.present if counted else None,
        }
    if verb == "close":
        return {"ended_on": session.closes_on, "outcome": "\n".join(facts.decided(session))}
    if verb == "prolong":
        return {"ended_on": session.closes_on}
    return {}
