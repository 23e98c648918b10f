"""The papers that went out and may be taken as a base: the newest ones, or those with given words in the title."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from renda.kernel.access import policies
from renda.kernel.documents.models import Paper, PaperState

PAGE = 25
NEWEST = 500
"""So many can be leafed through, read off the index; older ones are found by their words."""
LONGEST_QUERY = 60


@dataclass(frozen=True)
class Found:
    """One page of papers, and the words they were looked for with."""

    page: Page
    words: str


def earlier(request: HttpRequest, since: date | None = None) -> Found:
    """What the actor sees, newest first; without words only the newest (not older than ``since``)."""
    words = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    rows = policies.visible(request.actor, Paper).filter(state=PaperState.ISSUED).defer("content", "text")
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    if since is not None and not words:
        rows = rows.filter(dated_on__gte=since)
    newest = rows.order_by("-dated_on", "-id")[:NEWEST]
    return Found(Paginator(newest, PAGE).get_page(request.GET.get("page")), words)
