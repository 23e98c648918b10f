"""The start page, the lists behind its numbers, the overview, and why a deadline falls on its day."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renda.foundation import clock
from renda.kernel.deadlines.models import DeadlineStatus
from renda.reports import deadlines
from renda.reports import desk as desks
from renda.reports import overview as overviews
from renda.web.desk.parts import INSIDE, glance_links, hands_for, parts_for, sees_overview

PAGE = 25


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The one page everybody begins on."""
    parts = parts_for(request.actor)
    facts = {"parts": parts, "hands": hands_for(request.actor), "today": clock.today()}
    return render(request, "desk/desk.html", facts)


@require_safe
def waiting(request: HttpRequest, key: str) -> HttpResponse:
    """All of one pile of work, the longest waiting first."""
    if not request.actor.is_("office", "chair"):
        raise PermissionDenied("这一页是人大办的工作清单。")
    try:
        pile = desks.pile(key)
    except KeyError as error:
        raise Http404 from error
    page = Paginator(pile.rows(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/waiting.html", {"pile": pile, "page": page, "lines": [pile.line(row) for row in page]})


@require_safe
def due_list(request: HttpRequest, key: str) -> HttpResponse:
    """All open deadlines of one stretch of time that this reader may see."""
    rows = deadlines.still_open(request.actor)
    if not request.actor.is_(*INSIDE):
        rows = deadlines.mine(request.actor)
    found = {one.key: one for one in deadlines.by_nearness(rows)}
    if key not in found:
        raise Http404
    page = Paginator(deadlines.in_order(rows.filter(deadlines.stretch(key))), PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"label": one.label, "url": reverse("due", args=[one.key]), "current": one.key == key, "count": one.total}
        for one in found.values()
    ]
    facts = {"due": found[key], "page": page, "rows": [deadlines.row_of(row) for row in page], "tabs": tabs}
    return render(request, "desk/due.html", facts)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The congress at a glance, for reading and for printing."""
    if not sees_overview(request):
        raise PermissionDenied("总览给人大办、人大主席、主席团成员和镇领导看。")
    view = overviews.overview(request.actor)
    return render(request, "desk/overview.html", {"view": view, "links": glance_links(view)})


@require_safe
def deadline(request: HttpRequest, pk) -> HttpResponse:
    """Why this day: start, rule, every day that was skipped, every move."""
    found = get_object_or_404(deadlines.in_reach(request.actor), pk=pk)
    why = found.explanation
    facts = {
        "row": deadlines.row_of(found),
        "deadline": found,
        "why": {key: why.get(key) or "" for key in WORDS},
        "articles": why.get("articles") or [],
        "former": why.get("former_articles") or [],
        "days": counted_days(why.get("steps") or []),
        "moves": [moved(move) for move in why.get("moves") or []],
        "rolled_from": as_date(why.get("rolled_from")),
        "limit_on": as_date(why.get("national_limit_on")),
        "is_met": found.status in (DeadlineStatus.MET, DeadlineStatus.MET_LATE),
    }
    return render(request, "desk/deadline.html", facts)


WORDS = ("rule", "title", "text", "layer_name", "start_name", "wording", "mark")


def as_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def counted_days(steps: list[dict]) -> list[dict]:
    """The days of the count in the words of the page."""
    return [{"on": as_date(step["day"]), "counted": step["counted"], "reason": step["note"]} for step in steps]


def moved(move: dict) -> dict:
    return {"from_on": as_date(move["from"]), "to_on": as_date(move["to"]), "why": move["why"]}
