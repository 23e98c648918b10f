"""The list of sessions and the page of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renda.kernel.access import policies
from renda.kernel.people.models import CongressSession
from renda.web.sessions.reach import session_of, work_of

PER_PAGE = 25


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All sessions, the latest first."""
    policies.require_verb(request.actor, "session.view")
    rows = (
        policies.visible(request.actor, CongressSession).select_related("work").order_by("-opens_on", "-id")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "sessions/list.html", {"page": page})


@require_GET
def hub(request: HttpRequest, pk) -> HttpResponse:
    """One session: how it stands and where everything about it is found."""
    session = session_of(request, pk)
    return render(request, "sessions/hub.html", {"session": session, "work": work_of(session)})
