"""Beginning: a method, an election, a removal motion, a resignation, a questioning motion."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from renda.foundation import clock
from renda.modules.elections import methods, posts, selectors
from renda.modules.elections.models import Occasion
from renda.web.elections.engine import StepPage
from renda.web.elections.reach import session_of
from renda.web.steps.engine import opening_of

#: kind in the address → procedure and opening step
OPENINGS = {
    "method": ("election_method", "draft"),
    "election": ("election", "open"),
    "removal": ("removal", "move"),
    "resignation": ("resignation", "receive"),
    "questioning": ("questioning", "move"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk, kind: str) -> HttpResponse:
    """The page that begins one of them in a session."""
    if kind not in OPENINGS:
        raise Http404
    session = session_of(request, pk)
    page = opening_of(request, *OPENINGS[kind], kind=StepPage, template="elections/begin.html", initial=start(kind, session))
    page.session = session
    page.back_url = reverse("elections:list", args=[session.pk])
    page.extra = lambda form: {"session": session, "copied_from": methods.last_method(session) if kind == "method" else None}
    return page.answer()


def start(kind: str, session) -> dict:
    """What the form begins with."""
    if kind == "method":
        return methods.first_draft(session)
    if kind == "election":
        taken = set(selectors.elections_of(session).exclude(state="closed").values_list("post_key", flat=True))
        free = [post.key for post in posts.posts() if post.key not in taken]
        first = session.number == 1
        return {"seats": 1, "post": free[0] if free else "", "occasion": Occasion.GENERAL if first else Occasion.BY_ELECTION}
    if kind == "resignation":
        return {"requested_on": clock.today(), "session": session, "addressed_to": "congress"}
    return {"movers": "deputies"} if kind == "removal" else {}
