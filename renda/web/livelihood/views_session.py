"""The tab of a session: the vote on livelihood projects that is held in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from renda.web.livelihood.views import counted
from renda.web.sessions.reach import session_of
from renda.web.steps.words import state_light


@require_GET
def index(request: HttpRequest, pk) -> HttpResponse:
    """The campaigns of this session, and where one begins."""
    session = session_of(request, pk, "livelihood.view")
    rows = list(counted(request.actor).filter(congress_session=session).order_by("-year", "-id"))
    for one in rows:
        one.light = state_light(one)
    going = any(one.state != "cancelled" for one in rows)
    context = {
        "session": session, "campaigns": rows, "may_begin": request.actor.has("livelihood.prepare") and not going,
        "begin_url": f"{reverse('livelihood:new')}?session={session.pk}",
    }  # fmt: skip
    return render(request, "livelihood/session.html", context)
