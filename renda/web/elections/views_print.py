"""Sheets to print: everything elected in the session, one election with its figures, rule and articles, the ballots for it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renda.kernel.access import policies
from renda.modules.elections import rounds, selectors
from renda.modules.elections.documents import session_name
from renda.modules.elections.models import Election
from renda.web.ballots.views_print import slips_page
from renda.web.elections import facts
from renda.web.elections.reach import matter_of, session_of
from renda.web.elections.views_list import elections_of


@require_GET
def session(request: HttpRequest, pk) -> HttpResponse:
    """All elections of the session on one sheet."""
    policies.require_verb(request.actor, "election.manage")
    found = session_of(request, pk)
    rows = [{"election": row, **facts.of_election(request.actor, row)} for row in elections_of(request, found)]
    return render(request, "elections/print_session.html", {"session": found, "name": session_name(found), "rows": rows})


@require_GET
def election(request: HttpRequest, pk) -> HttpResponse:
    """One election: candidates, votes, verdict."""
    found = matter_of(request, Election, pk)
    context = {"election": found, "name": session_name(found.congress_session), **facts.of_election(request.actor, found)}
    return render(request, "elections/print_election.html", context)


@require_GET
def slips(request: HttpRequest, pk) -> HttpResponse:
    """One ballot for every deputy with spares, once the list is settled: they lie ready before the vote is opened."""
    policies.require_verb(request.actor, "election.manage")
    found = matter_of(request, Election, pk)
    if found.state not in ("listed", "printed"):
        raise Http404
    ballot, options = rounds.ahead_of_the_vote(found)
    return slips_page(request, ballot, options, selectors.total_on(found.congress_session.opens_on))
