"""The tab of a session: its method, its elections, removals, resignations and questioning motions."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from renda.kernel.access import policies
from renda.modules.elections.models import Election, ElectionMethod, Questioning, Removal, Resignation
from renda.web.elections import present
from renda.web.elections.reach import session_of
from renda.web.elections.views_begin import OPENINGS
from renda.web.ui import Action

VERBS = {
    "method": ("election.manage", "拟选举办法"),
    "election": ("election.manage", "确定选举的职务"),
    "removal": ("removal.move", "提出罢免案"),
    "resignation": ("resignation.manage", "登记辞职书"),
    "questioning": ("questioning.move", "提出质询案"),
}


@require_GET
def index(request: HttpRequest, pk) -> HttpResponse:
    """Everything that is elected, removed, accepted or asked in this session."""
    session = session_of(request, pk)
    methods = list(policies.visible(request.actor, ElectionMethod).filter(congress_session=session).exclude(state="dropped"))
    context = {
        "session": session,
        "method": lit(methods)[0] if methods else None,
        "elections": lit(elections_of(request, session)),
        "removals": lit(removals_of(request, session)),
        "resignations": lit(resignations_of(request, session)),
        "questionings": lit(questionings_of(request, session)),
        "begin": buttons(request, session, with_method=not methods),
        "can_print": request.actor.has("election.manage"),
    }
    return render(request, "elections/list.html", context)


def lit(rows) -> list:
    """The rows with the light of their state."""
    found = list(rows)
    for row in found:
        row.light = present.light(row)
    return found


def elections_of(request: HttpRequest, session):
    standing = Q(candidates__withdrawn_on__isnull=True, candidates__isnull=False)
    rows = policies.visible(request.actor, Election).filter(congress_session=session)
    return rows.annotate(
        standing=Count("candidates", filter=standing, distinct=True), won=Count("elected", distinct=True)
    ).order_by("opened_at", "id")


def removals_of(request: HttpRequest, session):
    rows = policies.visible(request.actor, Removal).filter(congress_session=session)
    return rows.select_related("appointment__person").order_by("opened_at", "id")


def resignations_of(request: HttpRequest, session):
    """Those of this session, and those nobody has given to a session yet."""
    rows = policies.visible(request.actor, Resignation)
    open_ones = Q(congress_session__isnull=True) & ~Q(state__in=("closed", "withdrawn"))
    return rows.filter(Q(congress_session=session) | open_ones).select_related("appointment__person").order_by("requested_on", "id")


def questionings_of(request: HttpRequest, session):
    rows = policies.visible(request.actor, Questioning).filter(congress_session=session)
    signed = Count("signatures", filter=Q(signatures__taken_back_on__isnull=True))
    return rows.annotate(signed=signed).order_by("opened_at", "id")


def buttons(request: HttpRequest, session, *, with_method: bool) -> dict[str, Action]:
    """The buttons that begin something, for whoever may."""
    made = {}
    for kind in OPENINGS:
        verb, label = VERBS[kind]
        if request.actor.has(verb) and (kind != "method" or with_method):
            made[kind] = Action(label, reverse("elections:begin", args=[session.pk, kind]), "plain")
    return made
