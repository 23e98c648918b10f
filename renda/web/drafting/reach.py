"""Drafts in the reader's reach, and the light of their state."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from renda.kernel.access import policies
from renda.modules.drafting.models import Draft
from renda.web.steps.words import state_light


def seen_draft(request: HttpRequest, pk) -> Draft:
    """The draft when it is in the actor's reach; Http404 otherwise."""
    rows = policies.visible(request.actor, Draft).select_related(
        "number", "drafted_by", "signer", "paper", "base_paper"
    )
    return get_object_or_404(rows, pk=pk)


def light_of(draft: Draft) -> dict[str, str]:
    return state_light(draft)
