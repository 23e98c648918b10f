"""Which session a page is about."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from renda.kernel.access import policies
from renda.kernel.people.models import CongressSession
from renda.modules.sessions.models import SessionWork


def session_of(request: HttpRequest, pk, verb: str = "session.view") -> CongressSession:
    """The session of the address; 403 without the verb, 404 out of reach."""
    policies.require_verb(request.actor, verb)
    return get_object_or_404(policies.visible(request.actor, CongressSession), pk=pk)


def work_of(session: CongressSession) -> SessionWork | None:
    """The work for a session; None for one that was held before this system was used."""
    return SessionWork.objects.select_related("session__term").filter(session=session).first()
