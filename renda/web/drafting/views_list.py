"""My papers: what waits for me, what I am writing, what went out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renda.kernel.access import policies
from renda.modules.drafting.models import Draft


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    policies.require_verb(request.actor, "draft.view")
    return render(request, "drafting/list.html", {"rows": policies.visible(request.actor, Draft)[:25]})
