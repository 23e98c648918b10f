"""The open column: what was published, for everybody to read. Only the words made public are shown."""

from __future__ import annotations

from datetime import date
from functools import wraps

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.units.models import TownProfile, Unit
from renda.kernel.units.scope import acting_in
from renda.modules.suggestions import judging
from renda.modules.suggestions.models import Category, Suggestion
from renda.modules.suggestions.models.suggestion import ResultClass
from renda.web.middleware import public

ROWS = 25
HALVES = {1: ((1, 1), (6, 30), "上半年"), 2: ((7, 1), (12, 31), "下半年")}


def towns() -> list[Unit]:
    """The towns that have an office here; read across towns, because the reader has not chosen one yet."""
    profiles = TownProfile.objects.select_related("town").filter(town__is_active=True, town__kind="township")
    return [profile.town for profile in profiles.order_by("town__position", "town__name")]


def of_town(view):
    """Act in the town of the address, or 404."""

    @public
    @wraps(view)
    def inner(request: HttpRequest, town, **kwargs) -> HttpResponse:
        found = next((one for one in towns() if one.pk == town), None)
        if found is None:
            raise Http404
        with acting_in(found):
            return view(request, found, **kwargs)

    return inner


@public
def open_column(request: HttpRequest) -> HttpResponse:
    """The way in: the only town at once, or a list of towns."""
    found = towns()
    if len(found) == 1:
        return redirect("open-town", found[0].pk)
    return render(request, "public/towns.html", {"towns": found})


class ColumnFilter(forms.Form):
    year = forms.ChoiceField(label="公开年份", required=False)

    def __init__(self, data, years: list[int]):
        super().__init__(data)
        self.fields["year"].choices = [("", "全部年份"), *((str(year), f"{year}年") for year in years)]
        self.fields["category"] = forms.ModelChoiceField(
            Category.objects.all(), label="类别", required=False, empty_label="全部类别"
        )
        results = [("", "全部结果"), *ResultClass.choices]
        self.fields["result"] = forms.ChoiceField(label="办理结果", required=False, choices=results)


def published():
    """What is on the column, the newest first."""
    rows = Suggestion.objects.filter(published_on__isnull=False, confidential=False)
    return rows.select_related("lead_unit", "category").order_by("-published_on", "-id")


def withheld():
    """What was kept back: the number and the reason, nothing else."""
    rows = Suggestion.objects.filter(published_on__isnull=True, number__gt="").exclude(withheld_reason="")
    return rows.order_by("-judged_on", "-id").values("number", "withheld_reason", "judged_on")


@of_town
def open_town(request: HttpRequest, town: Unit) -> HttpResponse:
    """One town's column."""
    years = [row["year"] for row in published().order_by().values(year=ExtractYear("published_on")).distinct().order_by("-year")]
    form = ColumnFilter(request.GET, years)
    rows, hidden = published(), withheld()
    if form.is_valid():
        chosen = form.cleaned_data
        if chosen["year"]:
            rows, hidden = rows.filter(published_on__year=chosen["year"]), hidden.filter(judged_on__year=chosen["year"])
        if chosen["category"]:
            rows = rows.filter(category=chosen["category"])
        if chosen["result"]:
            rows = rows.filter(result=chosen["result"])
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "town": town, "form": form, "page": page, "rows": [item(one) for one in page],
        "by_result": by_result(rows), "withheld": list(hidden[:ROWS]), "withheld_total": hidden.count(),
        "sheets": sheets(town),
    }  # fmt: skip
    return render(request, "public/column.html", context)


def by_result(rows) -> list[tuple[str, int]]:
    counted = dict(rows.order_by().values_list("result").annotate(n=Count("id")))
    return [(str(result.label), counted[result.value]) for result in ResultClass if counted.get(result.value)]


def item(suggestion: Suggestion) -> dict:
    """A suggestion as the public sees it."""
    replied = suggestion.replied_on
    return {
        "url": reverse("open-item", args=[suggestion.town_id, suggestion.pk]),
        "number": suggestion.number,
        "title": suggestion.public_text.get("title", ""),
        "ask": suggestion.public_text.get("ask", ""),
        "reply": suggestion.public_text.get("reply", ""),
        "unit": suggestion.lead_unit.name if suggestion.lead_unit else "",
        "category": suggestion.category.name if suggestion.category else "",
        "result": suggestion.get_result_display(),
        "satisfaction": judging.words(suggestion.satisfaction),
        "days": (replied - suggestion.assigned_on).days if replied and suggestion.assigned_on else None,
        "published_on": suggestion.published_on,
    }


@of_town
def open_item(request: HttpRequest, town: Unit, pk) -> HttpResponse:
    """One published suggestion."""
    suggestion = get_object_or_404(published(), pk=pk)
    return render(request, "public/item.html", {"town": town, "item": item(suggestion), "column_url": reverse("open-town", args=[town.pk])})


def sheets(town: Unit) -> list[dict]:
    """The publication sheets of this half year and the three before."""
    today = clock.today()
    year, half, found = today.year, 1 if today.month < HALVES[2][0][0] else 2, []
    for _ in range(4):
        found.append({"label": f"{year}年{HALVES[half][2]}", "url": reverse("open-sheet", args=[town.pk, year, half])})
        year, half = (year, 1) if half == 2 else (year - 1, 2)
    return found


@of_town
def open_sheet(request: HttpRequest, town: Unit, year: int, half: int) -> HttpResponse:
    """The half-yearly publication on paper."""
    if half not in HALVES or not 1990 <= year <= clock.year():
        raise Http404
    first, last, words = HALVES[half]
    period = (date(year, *first), date(year, *last))
    rows = published().filter(published_on__range=period)
    context = {
        "town": town, "words": f"{year}年{words}", "rows": [item(one) for one in rows.order_by("published_on", "id")],
        "by_result": by_result(rows), "withheld": list(withheld().filter(judged_on__range=period)),
    }  # fmt: skip
    return render(request, "public/sheet.html", context)
