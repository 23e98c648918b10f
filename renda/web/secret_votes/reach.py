"""Which vote a page is about, and taking a step of it from a form."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from renda.kernel.access import policies
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.kernel.secret_votes.models import SecretVote

VIEW, PREPARE, OPEN, KEY = "secret_vote.view", "secret_vote.prepare", "secret_vote.open", "secret_vote.key"


def vote_of(request: HttpRequest, pk, verb: str = VIEW) -> SecretVote:
    """The vote of the address; 403 without the verb, 404 out of reach."""
    policies.require_verb(request.actor, verb)
    return get_object_or_404(policies.visible(request.actor, SecretVote), pk=pk)


def attempt(act: Callable[[], object]) -> list[Reason]:
    """Do it; why not, when it was refused."""
    try:
        act()
    except Refused as refused:
        return refused.reasons
    return []


def lines_of(text: str) -> list[str]:
    """What was typed or scanned, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
