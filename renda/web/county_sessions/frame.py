"""What the pages of the county's session share: reaching a session."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from renda.kernel.access import policies
from renda.modules.county_sessions import policy
from renda.modules.county_sessions.models import CountySession


def session_of(request: HttpRequest, pk, verb: str = policy.VIEW) -> CountySession:
    """The session, where the actor has the verb; 403 without it, 404 out of reach."""
    policies.require_verb(request.actor, verb)
    return get_object_or_404(policies.visible(request.actor, CountySession), pk=pk)
