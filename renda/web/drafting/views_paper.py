"""One paper on its way."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renda.web.drafting.reach import light_of, seen_draft


@require_GET
def draft(request: HttpRequest, pk) -> HttpResponse:
    found = seen_draft(request, pk)
    return render(request, "drafting/draft.html", {"draft": found, "light": light_of(found)})
