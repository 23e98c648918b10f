"""The ledger of promises: what is open, what is over its day, what was kept and what was not."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.modules.suggestions.models import Promise
from renda.web.steps import facts
from renda.web.suggestions import present
from renda.web.suggestions.engine import step_of
from renda.web.suggestions.filters import ANY, LONGEST, handling_units

PER_PAGE = 25
OPEN = ("open", "shown")


def overdue() -> Q:
    return Q(state__in=OPEN, due_on__lt=clock.today())


GROUPS = {
    "open": ("未兑现", lambda: Q(state="open")),
    "overdue": ("已过承诺日期", overdue),
    "shown": ("待代表确认", lambda: Q(state="shown")),
    "kept": ("已兑现", lambda: Q(state="kept")),
    "broken": ("不能兑现", lambda: Q(state="broken")),
}


class LedgerFilter(forms.Form):
    unit = forms.ChoiceField(label="单位", required=False)
    year = forms.ChoiceField(label="承诺年份", required=False)
    q = forms.CharField(label="查找", required=False)

    def __init__(self, data, *, years: list[int]):
        super().__init__(data)
        self.fields["unit"].choices = ANY + [(str(unit.pk), str(unit)) for unit in handling_units()]
        self.fields["year"].choices = ANY + [(str(year), f"{year}年") for year in years]

    def answer(self, name: str) -> str:
        self.is_valid()
        return (self.cleaned_data.get(name, "") or "")[:LONGEST]


def narrowed(rows: QuerySet[Promise], form: LedgerFilter) -> QuerySet[Promise]:
    if unit := form.answer("unit"):
        rows = rows.filter(unit_id=unit)
    if year := form.answer("year"):
        rows = rows.filter(made_on__year=int(year))
    for word in form.answer("q").split()[:6]:
        rows = rows.filter(
            Q(text__icontains=word)
            | Q(suggestion__title__icontains=word)
            | Q(suggestion__number__icontains=word)
        )
    return rows


def light_of(promise: Promise) -> dict:
    """Open ones by their day, the others by how they ended."""
    return present.due_light(promise.due_on) if promise.state == "open" else present.state_light(promise)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The ledger."""
    policies.require_verb(request.actor, "promise.view")
    seen = policies.visible(request.actor, Promise)
    years = [day.year for day in seen.order_by().dates("made_on", "year", "DESC")]
    form = LedgerFilter(request.GET, years=years)
    rows = narrowed(seen, form)
    counts = rows.order_by().aggregate(
        all=Count("id"), **{key: Count("id", filter=test()) for key, (_, test) in GROUPS.items()}
    )
    group = request.GET.get("group", "")
    chosen = rows.filter(GROUPS[group][1]()) if group in GROUPS else rows
    ordered = chosen.select_related("unit", "suggestion").order_by("closed_at", "due_on", "id")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    for promise in page.object_list:
        promise.light = light_of(promise)
    context = {
        "form": form,
        "page": page,
        "tabs": tabs(request, counts, group),
        "narrowed": any(request.GET.get(name) for name in form.fields) or group in GROUPS,
    }
    return render(request, "suggestions/promises.html", context)


def tabs(request: HttpRequest, counts: dict[str, int], group: str) -> list[dict]:
    made = [("", "全部", counts["all"]), *((key, label, counts[key]) for key, (label, _) in GROUPS.items())]
    shown = []
    for key, label, count in made:
        query = request.GET.copy()
        query.pop("page", None)
        query["group"] = key
        shown.append(
            {"label": label, "url": f"?{query.urlencode()}", "count": count, "current": key == group}
        )
    return shown


@require_GET
def promise(request: HttpRequest, pk) -> HttpResponse:
    """One promise: what, until when, postponed how often, proof."""
    rows = policies.visible(request.actor, Promise).select_related(
        "unit", "suggestion__author__person", "reply"
    )
    found = get_object_or_404(rows, pk=pk)
    context = {
        "promise": found,
        "light": present.state_light(found),
        "deadlines": present.open_deadlines(found),
        "actions": present.actions(request.actor, found, "suggestions:promise-step"),
        "contents": facts.contents(request.actor, facts.dossier_of(request.actor, found)),
        "course": facts.course(found),
    }
    return render(request, "suggestions/promise.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a promise."""
    rows = policies.visible(request.actor, Promise).select_related(
        "unit", "suggestion__author__person", "reply"
    )
    found = get_object_or_404(rows, pk=pk)
    page = step_of(request, found, verb)
    page.extra = lambda form: {"promise": found}
    return page.answer()
