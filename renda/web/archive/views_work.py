"""Transfers, appraisals with destruction, and loans: their lists, each one, and their steps."""

from __future__ import annotations

from typing import ClassVar

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renda.foundation import clock
from renda.kernel.access.policies import require_verb, visible
from renda.modules.archive_work import selectors
from renda.modules.archive_work.models import Destruction, Loan, Transfer
from renda.modules.archive_work.procedure import KEEP, LEND
from renda.web.archive.views import FORM_METHODS, PER_PAGE
from renda.web.steps import facts
from renda.web.steps.engine import StepPage, opening_of, step_of
from renda.web.steps.words import state_light
from renda.web.ui import lights

MAIN = ("hand_over", "appraise", "approve", "destroy", "give_back")
GRAVE = ("drop", "return")
KINDS = {"transfer": Transfer, "destruction": Destruction, "loan": Loan}


class WorkPage(StepPage):
    dangers: ClassVar[tuple[str, ...]] = ("destroy", "drop")


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """What is due at the county's archive, what has lain its term, what is lent out."""
    require_verb(request.actor, "archive.view")
    today = clock.today()
    context = {
        "due": selectors.due_for_transfer(today).count(),
        "expired": len(selectors.expired(today)),
        "transfers": lit(visible(request.actor, Transfer).annotate(pieces=Count("lines"))),
        "destructions": lit(visible(request.actor, Destruction).annotate(pieces=Count("lines"))),
        "may_list": request.actor.has(KEEP),
    }
    return render(request, "archive/work.html", context)


def lit(rows) -> list:
    """The lists with the light of each."""
    found = list(rows.order_by("-year", "-number", "-id"))
    for one in found:
        one.light = state_light(one)
    return found


@require_safe
def loans(request: HttpRequest) -> HttpResponse:
    """Every loan; those not back first."""
    require_verb(request.actor, "archive.view")
    rows = visible(request.actor, Loan).select_related("item").order_by("returned_on", "-lent_on", "-id")
    out = request.GET.get("show") != "all"
    page = Paginator(rows.filter(state=selectors.OUT) if out else rows, PER_PAGE).get_page(
        request.GET.get("page")
    )
    for one in page.object_list:
        one.light = lights.due(one.due_on, inner=True) if one.state == selectors.OUT else state_light(one)
    tabs = [
        {"label": "没有归还", "url": "?", "count": rows.filter(state=selectors.OUT).count(), "current": out},
        {"label": "全部", "url": "?show=all", "count": rows.count(), "current": not out},
    ]
    return render(
        request, "archive/loans.html", {"page": page, "tabs": tabs, "may_lend": request.actor.has(LEND)}
    )


def seen(request: HttpRequest, kind: str, pk):
    require_verb(request.actor, "archive.view")
    return get_object_or_404(visible(request.actor, KINDS[kind]), pk=pk)


def shown(request: HttpRequest, kind: str, pk, template: str, **more) -> HttpResponse:
    """One matter of the archive with its steps, papers and course."""
    found = seen(request, kind, pk)
    context = {
        "matter": found,
        "light": state_light(found),
        "actions": facts.actions(request.actor, found, f"archive:{kind}-step", main=MAIN, grave=GRAVE),
        **facts.told(request.actor, found),
        **{name: find(found) for name, find in more.items()},
    }
    return render(request, template, context)


def lines_of(found) -> list:
    return list(
        found.lines.select_related("item").order_by("item__year", "item__category", "item__serial", "id")
    )


@require_safe
def transfer(request: HttpRequest, pk) -> HttpResponse:
    """One transfer with its items and the opinion on opening each."""
    return shown(request, "transfer", pk, "archive/transfer.html", lines=lines_of)


@require_safe
def destruction(request: HttpRequest, pk) -> HttpResponse:
    """One appraisal with its items and what was decided about each."""
    return shown(request, "destruction", pk, "archive/destruction.html", lines=lines_of)


@require_safe
def loan(request: HttpRequest, pk) -> HttpResponse:
    """One loan."""
    return shown(request, "loan", pk, "archive/loan.html")


@require_http_methods(FORM_METHODS)
def step(request: HttpRequest, pk, verb: str, kind: str) -> HttpResponse:
    """One step of a transfer, an appraisal or a loan."""
    page = step_of(request, seen(request, kind, pk), verb, WorkPage)
    page.initial = dict.fromkeys(("handed_on", "appraised_on", "destroyed_on", "done_on"), clock.today())
    return page.answer()


@require_http_methods(FORM_METHODS)
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """Begin a list or a loan."""
    verb = "lend" if kind == "loan" else "list"
    back = reverse("archive:loans" if kind == "loan" else "archive:work")
    page = opening_of(
        request, f"archive_{kind}", verb, WorkPage, template="archive/begin.html", back_url=back
    )
    page.initial = {"item": request.GET.get("item", "")}
    return page.answer()
