"""The yearly assessment: the years, one year with its items answered live, and confirming what answers each item."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.procedures.execute import Refused, execute
from renda.modules.assessment import answering, exporting, selectors
from renda.modules.assessment.importing import USUAL_TITLE
from renda.modules.assessment.models import Assessment, plain
from renda.modules.assessment.policy import KEEP, VIEW
from renda.web import ui
from renda.web.assessment import words
from renda.web.assessment.stepform import AssessmentPage, figure_choices
from renda.web.steps import facts
from renda.web.steps.engine import opening_of, step_of
from renda.web.steps.words import state_light
from renda.web.ui import Action

PER_PAGE = 25
MAIN = ("hand_in", "judge", "file")
GRAVE = ("take_back", "drop")
#: Steps that have their place at an item.
OF_ITEMS = ("amend", "take_out", "bind", "attach", "settle")
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The assessments of all years, the newest first."""
    policies.require_verb(request.actor, VIEW)
    rows = policies.visible(request.actor, Assessment).annotate(
        item_count=Count("items"),
        settled_count=Count("items", filter=Q(items__settled_on__isnull=False)),
        full=Sum("items__points"),
        own=Sum("items__score"),
    )
    page = Paginator(rows.order_by("-year", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.light = state_light(one)
        one.full_zh, one.own_zh, one.county_zh = plain(one.full), plain(one.own), plain(one.county_score)
    buttons = []
    if request.actor.has(KEEP):
        buttons = [
            Action("开始一年的考评", reverse("assessment:new"), "primary"),
            Action("装入考评表", reverse("import", args=["assessment"])),
        ]
    return render(request, "assessment/list.html", {"page": page, "actions": buttons})


@require_http_methods(FORM_METHODS)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a year's assessment, with the scheme of an earlier year where there is one."""
    page = opening_of(
        request, "assessment", "begin", AssessmentPage, template="assessment/begin.html",
        back_url=reverse("assessment:list"),
    )  # fmt: skip
    year, last = clock.today().year, selectors.earlier().first()
    if last is not None and last.year == year:
        year += 1
    page.initial = {
        "year": year, "title": last.title if last else USUAL_TITLE, "organ": last.organ if last else "",
        "from_on": date(year, 1, 1), "until_on": date(year, 12, 31), "hand_in_on": selectors.usual_hand_in(year),
        "copy": str(last.pk) if last else "",
    }  # fmt: skip
    return page.answer()


def seen(request: HttpRequest, pk) -> Assessment:
    policies.require_verb(request.actor, VIEW)
    return get_object_or_404(policies.visible(request.actor, Assessment), pk=pk)


@require_GET
def one(request: HttpRequest, pk) -> HttpResponse:
    """One year: every item with its number of today, the points proposed and decided, what proves it, what it lacks."""
    found = seen(request, pk)
    answers = answering.answers(answering.items_of(found))
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in dict(words.TABS) else ""
    for row in answers:
        row.item.light = words.light(row)
    full, own, left = exporting.total(found)
    context = {
        "assessment": found,
        "light": state_light(found),
        "is_open": found.state == selectors.OPEN,
        "actions": actions(request, found),
        "answers": [row for row in answers if words.is_in(row, chosen)],
        "tabs": words.tabs(answers, chosen),
        "count": len(answers),
        "settled": len(answers) - left,
        "full": plain(full),
        "own": plain(own),
        "proposed": plain(sum((row.proposed for row in answers if row.proposed is not None), start=full * 0)),
        "county": plain(found.county_score),
        "unbound": sum(not row.item.is_bound for row in answers),
        "may_keep": policies.can(request.actor, KEEP, found),
        **facts.told(request.actor, found),
    }
    return render(request, "assessment/one.html", context)


def actions(request: HttpRequest, found: Assessment) -> list[Action]:
    """The steps, and the return in every form."""
    buttons = facts.actions(request.actor, found, "assessment:step", main=MAIN, grave=GRAVE, other=OF_ITEMS)
    if found.state == selectors.OPEN and policies.can(request.actor, KEEP, found):
        buttons.insert(0, Action("装入考评表", reverse("import", args=["assessment"])))
    return buttons


@require_http_methods(FORM_METHODS)
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of an assessment."""
    found = seen(request, pk)
    page = step_of(request, found, verb, AssessmentPage)
    names = ("title", "organ", "from_on", "until_on", "hand_in_on")
    page.initial = {
        "change": {name: getattr(found, name) for name in names},
        "hand_in": {"handed_in_on": clock.today()},
        "judge": {name: getattr(found, name) for name in ("county_score", "county_rank", "county_opinion")},
        "add": {"period": "whole"},
    }.get(verb, {})
    return page.answer()


@require_http_methods(FORM_METHODS)
def bindings(request: HttpRequest, pk) -> HttpResponse:
    """What answers each item, to be confirmed by a person: tick those that are right, all at once."""
    found = seen(request, pk)
    policies.require(request.actor, KEEP, found)
    if request.method == "POST":
        return confirm(request, found)
    labels = {key: label for _, members in figure_choices()[1:] for key, label in members}
    answers = answering.answers(answering.items_of(found))
    for row in answers:
        row.item.figure_label = labels.get(row.item.figure, "不取数，看材料")
        row.item.target_zh, row.item.each_zh = plain(row.item.target), plain(row.item.each)
    context = {
        "assessment": found,
        "waiting": [row for row in answers if not row.item.is_bound],
        "bound": [row for row in answers if row.item.is_bound],
        "is_open": found.state == selectors.OPEN,
    }
    return render(request, "assessment/bindings.html", context)


def confirm(request: HttpRequest, found: Assessment) -> HttpResponse:
    keys = set(request.POST.getlist("item"))
    items = [item for item in found.items.filter(is_bound=False) if str(item.pk) in keys]
    if not items:
        ui.flash.warn(request, "一项也没有勾。看过、没有错的打上勾，再按按钮。")
        return redirect("assessment:bindings", found.pk)
    try:
        execute(request.actor, found, "confirm", {"items": items, "count": len(items)})
    except Refused as refused:
        ui.flash.wrong(request, str(refused))
    else:
        ui.flash.done(request, f"核对了{len(items)}项的取数办法。")
    if request.POST.get("back") == "item":
        return redirect(items[0])
    left = found.items.filter(is_bound=False).exists()
    return redirect("assessment:bindings" if left else "assessment:one", found.pk)
