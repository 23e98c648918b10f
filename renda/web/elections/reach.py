"""Which session or matter a page is about."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from renda.kernel.access import policies
from renda.kernel.people.models import CongressSession

JOINED = {
    "election": ("congress_session__term",),
    "electionmethod": ("congress_session__term", "copied_from__congress_session__term"),
    "removal": ("congress_session__term", "appointment__person", "author__person"),
    "resignation": ("congress_session__term", "appointment__person"),
    "questioning": ("congress_session__term", "target", "author__person"),
}


def session_of(request: HttpRequest, pk) -> CongressSession:
    """The session; 403 without the right to see elections, 404 out of reach."""
    policies.require_verb(request.actor, "election.view")
    return get_object_or_404(policies.visible(request.actor, CongressSession).select_related("term"), pk=pk)


def matter_of(request: HttpRequest, model, pk):
    """A matter the reader may see, else 404."""
    rows = policies.visible(request.actor, model).select_related(*JOINED[model._meta.model_name])
    return get_object_or_404(rows, pk=pk)
