"""A unit's whole record over the years on one page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from renda.kernel.access import policies
from renda.kernel.units.models import Unit
from renda.reports import unit_record

PER_PAGE = 25


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    """Everything the unit has had to answer for; of one kind when the address names it."""
    policies.require_verb(request.actor, "inspection.view")
    unit = get_object_or_404(Unit.objects, pk=pk)
    lines = unit_record.lines_of(request.actor, unit)
    sums = unit_record.sums(lines)
    current = request.GET.get("kind", "")
    chosen = (
        [line for line in lines if line.kind == current] if any(one.key == current for one in sums) else lines
    )
    tabs = [{"label": "全部", "url": "?", "current": chosen is lines, "count": len(lines)}]
    tabs += [
        {"label": one.label, "url": f"?kind={one.key}", "current": one.key == current, "count": one.total}
        for one in sums
    ]
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "supervision/unit.html", {"unit": unit, "sums": sums, "tabs": tabs, "page": page})
