"""The deputy's first page: what I should do now, and how far my suggestions have got."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from renda.kernel.access import policies
from renda.web.suggestions import deputy_lists

ROWS = 25


def mine(request: HttpRequest) -> HttpResponse:
    """My suggestions and those I co-sign."""
    policies.require_verb(request.actor, "suggestion.draft")
    page = Paginator(deputy_lists.mine(request.actor), ROWS).get_page(request.GET.get("page"))
    context = {
        "tasks": deputy_lists.tasks(request.actor),
        "page": page,
        "rows": [deputy_lists.row_of(request.actor, suggestion) for suggestion in page],
    }
    return render(request, "suggestions/deputy/mine.html", context)
