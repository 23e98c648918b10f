"""One list by unit of everything that has to be put right or kept: open, overdue, proved."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renda.foundation.ids import as_id
from renda.kernel.access import policies
from renda.kernel.units.models import Unit
from renda.reports import follow_up
from renda.web.ui import lights

PER_PAGE = 25
DONE_LIGHT = {"kind": "done", "words": "有证明，办完了"}
SHOWN_LIGHT = {"kind": "waiting", "words": "报来了，等复查"}


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Problems of inspections, demands of appraisals, promises and decisions in the actor's reach."""
    policies.require_verb(request.actor, "problem.view")
    asked = request.GET.get("unit", "")
    unit = Unit.objects.filter(pk=asked).first() if as_id(asked) else None
    found = follow_up.FollowUp(request.actor, unit)
    current = request.GET.get("show") if request.GET.get("show") in follow_up.LABELS else follow_up.OPEN
    page = Paginator(found.lines(current), PER_PAGE).get_page(request.GET.get("page"))
    narrow = f"&unit={unit.pk}" if unit else ""
    tabs = [
        {"label": words, "url": f"?show={key}{narrow}", "current": key == current, "count": found.count(key)}
        for key, words in follow_up.LABELS.items()
    ]
    owners = [] if unit else found.owners(current)
    context = {
        "page": page,
        "rows": [{"line": line, "light": light(line)} for line in page.object_list],
        "tabs": tabs,
        "unit": unit,
        "owners": owners if len(owners) > 1 else [],
        "show": current,
        "sees_record": request.actor.has("inspection.view"),
    }
    return render(request, "supervision/follow.html", context)


def light(line: follow_up.Line) -> dict[str, str]:
    """While the unit must act its day counts."""
    if line.status == follow_up.PROVED:
        return DONE_LIGHT
    return SHOWN_LIGHT if line.state in line.kind.shown else lights.due(line.due_on)
