"""The list of suggestions, and handing the list out as a spreadsheet."""

from __future__ import annotations

from urllib.parse import quote

from django import forms
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.modules.suggestions.exporting import export_suggestions
from renda.modules.suggestions.models import Suggestion
from renda.modules.suggestions.procedure.suggestion import STATES
from renda.web import ui
from renda.web.suggestions import filters, present

PER_PAGE = 25
PRINTED = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def filtered(request: HttpRequest) -> tuple[filters.FilterForm, QuerySet[Suggestion]]:
    """The filter form and the rows it leaves of what the actor may see, before the tab is chosen."""
    policies.require_verb(request.actor, "suggestion.view")
    seen = policies.visible(request.actor, Suggestion)
    form = filters.FilterForm(request.GET, actor=request.actor, years=years_of(seen))
    return form, filters.narrowed(seen, form)


def years_of(seen: QuerySet[Suggestion]) -> list[int]:
    """From the year of the newest suggestion back to that of the oldest: two looks into the index, whatever the number."""
    days = seen.filter(submitted_on__isnull=False).values_list("submitted_on", flat=True)
    ends = [days.order_by(order, "id").first() for order in ("submitted_on", "-submitted_on")]
    return list(range(ends[1].year, ends[0].year - 1, -1)) if all(ends) else []


def of_state(rows: QuerySet[Suggestion], state: str) -> QuerySet[Suggestion]:
    known = {one.key for one in STATES}
    return rows.filter(state=state) if state in known else rows


def ordered(rows: QuerySet[Suggestion], sort: str) -> QuerySet[Suggestion]:
    if sort == "due":
        rows = filters.with_deadline(rows).annotate(due_sort=Coalesce("reply_due", "other_due"))
        return rows.order_by(F("due_sort").asc(nulls_last=True), "-submitted_on", "-id")
    return rows.order_by(*filters.ORDERS.get(sort, filters.ORDERS["newest"]))


def tabs(request: HttpRequest, counts: dict[str, int], state: str) -> list[dict]:
    """One tab for all, one for each state that has rows (or is chosen)."""

    def url(key: str) -> str:
        query = request.GET.copy()
        query.pop("page", None)
        query.pop("state", None)
        if key:
            query["state"] = key
        return f"?{query.urlencode()}"

    made = [{"label": "全部", "url": url(""), "count": sum(counts.values()), "current": not state}]
    return made + [
        {
            "label": one.label,
            "url": url(one.key),
            "count": counts.get(one.key, 0),
            "current": one.key == state,
        }
        for one in STATES
        if counts.get(one.key) or one.key == state
    ]


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What the actor may see, narrowed by the filter row and the tabs."""
    form, rows = filtered(request)
    state = request.GET.get("state", "") if request.GET.get("state") in {one.key for one in STATES} else ""
    counts = filters.by_state(rows)
    keys = ordered(of_state(rows, state), form.answer("sort")).values_list("pk", flat=True)
    printing = "print" in request.GET
    page = Paginator(keys, PRINTED if printing else PER_PAGE).get_page(request.GET.get("page"))
    # Only now, and not for every row that had to be put in order: the days and the names.
    shown = filters.with_deadline(rows).select_related("author__person", "lead_unit", "category")
    found = shown.in_bulk(list(page.object_list))
    page.object_list = [found[key] for key in page.object_list if key in found]
    for row in page.object_list:
        row.light = present.state_light(row)
        row.due = present.due_light(row.reply_due or row.other_due)
    context = {
        "form": form,
        "tabs": tabs(request, counts, state),
        "page": page,
        "state": state,
        "more_chosen": any(request.GET.get(name) for name in form.fields if name != "q"),
        "narrowed": any(request.GET.get(name) for name in form.fields) or bool(state),
        "total": sum(counts.values()),
        "actions": head_actions(request),
        "print_url": with_query(request, reverse("suggestions:list"), {"print": "1"}),
        "list_url": reverse("suggestions:list"),
    }
    return render(request, "suggestions/list_print.html" if printing else "suggestions/list.html", context)


def head_actions(request: HttpRequest) -> list[ui.Action]:
    actor = request.actor
    made = []
    if actor.has("suggestion.enter"):
        made.append(ui.Action("代录纸质建议", reverse("suggestions:enter"), "primary", icon="pen"))
        if url := present.address("import", args=["suggestions"]):
            made.append(ui.Action("导入登记簿表格", url, icon="folder"))
    if actor.has("suggestion.draft") and (url := present.address("suggestions:new")):
        made.append(ui.Action("写建议", url, "primary", icon="pen"))
    if actor.has("suggestion.export"):
        made.append(ui.Action("导出表格", with_query(request, reverse("suggestions:export")), icon="copy"))
    return made


def with_query(request: HttpRequest, url: str, more: dict | None = None) -> str:
    """An address that keeps what the list is narrowed by."""
    query = request.GET.copy()
    query.pop("page", None)
    for key, value in (more or {}).items():
        query[key] = value
    return f"{url}?{query.urlencode()}" if query else url


class PurposeForm(forms.Form):
    """Why the list is taken out of the system; it stands in the log."""

    reason = forms.CharField(label="导出做什么用", max_length=100, help_text="会记进日志。")


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """The purpose is asked first; then the filtered list comes as a spreadsheet."""
    policies.require_verb(request.actor, "suggestion.export")
    _, rows = filtered(request)
    rows = of_state(rows, request.GET.get("state", ""))
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        content = export_suggestions(request.actor, form.cleaned_data["reason"], rows)
        response = HttpResponse(content, content_type=XLSX)
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"suggestions.xlsx\"; filename*=UTF-8''{file_name()}"
        )
        return response
    context = {
        "form": form,
        "count": rows.order_by().values("pk").distinct().count(),
        "back_url": with_query(request, reverse("suggestions:list")),
    }
    return render(request, "suggestions/export.html", context, status=422 if form.is_bound else 200)


def file_name() -> str:
    return quote(f"代表建议登记簿{clock.today():%Y%m%d}.xlsx")
