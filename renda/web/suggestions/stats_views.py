"""How suggestions were handled in a period: figures, the rows behind each, the draft of the yearly report."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.foundation.ids import as_id
from renda.kernel.access.policies import require_verb, visible
from renda.kernel.audit.record import record
from renda.kernel.documents.engine.templates import MissingField, fill
from renda.kernel.documents.papers import make_paper
from renda.kernel.units.models import Unit
from renda.modules.suggestions import statistics as figures
from renda.modules.suggestions.documents.rhythm import yearly_report_fields
from renda.modules.suggestions.models import Category, Suggestion
from renda.reports.overview import month_rows, result_rows, share, verdict_rows
from renda.web import ui
from renda.web.papers.preview import parts
from renda.web.suggestions.stats_forms import LABELS, address, period_of, presets

VERB = "suggestion.statistics"
PAGE = 25
FIRST = ("received", "accepted", "replied", "late_now", "reopened", "key", "declined", "merged", "withdrawn")
UNIT_COLUMNS = (
    "assigned", "unit_replied", "unit_on_time", "unit_late_now", "unit_satisfied", "unit_mostly", "unit_dissatisfied", "unit_reopened",
)  # fmt: skip
CATEGORY_COLUMNS = ("received", "accepted", "replied", "satisfied", "dissatisfied")
NO_CATEGORY = "none"


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """All figures of a period; every number opens what it counts."""
    require_verb(request.actor, VERB)
    form, period = period_of(request)
    start, end = period["start"], period["end"]
    measured = figures.Period(start, end)
    counts = measured.counts
    facts = {
        "form": form, "start": start, "end": end, "counts": counts,
        "cards": [
            {"number": counts[key], "label": LABELS[key], "url": address("rows", period, figure=key),
             "kind": "overdue" if key == "late_now" and counts[key] else "plain"}
            for key in FIRST
        ],
        "on_time": share(counts["on_time"], counts["replied"]),
        "on_time_url": address("rows", period, figure="on_time"),
        "months": month_rows(measured),
        "tables": [units_table(period, measured), categories_table(period, measured)],
        "small_tables": [results_table(period, measured), verdicts_table(period, measured), days_table(period, measured)],
        "results": result_rows(measured), "verdicts": verdict_rows(measured),
        "presets": [{"label": label, "url": address("statistics", chosen), "current": chosen == period} for label, chosen in presets()],
        "report_url": address("report", period) if request.actor.has("paper.draft") else "",
    }  # fmt: skip
    return render(request, "statistics/statistics.html", facts)


def table(caption: str, first: str, columns: tuple[str, ...], lines: list[dict], last: str = "") -> dict:
    """A table of the page: ``lines`` with a label, a cell for each column (number and address) and a last cell."""
    return {"caption": caption, "first": first, "columns": columns, "lines": lines, "last": last}


def units_table(period: dict[str, date], measured: figures.Period) -> dict:
    lines = [
        {
            "label": row["unit"],
            "cells": [
                {"label": LABELS[key], "number": row[key], "url": address("rows", period, figure=key, unit=row["unit_id"])}
                for key in UNIT_COLUMNS
            ],
            "last": row["average_days"],
        }
        for row in measured.by_unit()
    ]
    return table("各单位", "承办单位", tuple(LABELS[key] for key in UNIT_COLUMNS), lines, "平均用时（天）")


def categories_table(period: dict[str, date], measured: figures.Period) -> dict:
    lines = []
    for row in measured.by_category():
        category = row["category"]
        chosen = category.pk if category else NO_CATEGORY
        cells = [
            {"label": LABELS[key], "number": row[key], "url": address("rows", period, figure=key, category=chosen)}
            for key in CATEGORY_COLUMNS
        ]
        lines.append({"label": category.name if category else "还没分类", "cells": cells, "last": ""})
    return table("各类别", "类别", tuple(LABELS[key] for key in CATEGORY_COLUMNS), lines)


def counted_table(period: dict[str, date], caption: str, first: str, rows: list[dict], addresses: list[dict]) -> dict:
    lines = [
        {
            "label": row["label"],
            "cells": [{"label": "件数", "number": row["count"], "url": address("rows", period, **query)}],
            "last": "",
        }
        for row, query in zip(rows, addresses, strict=True)
    ]
    return table(caption, first, ("件数",), lines)


def results_table(period: dict[str, date], measured: figures.Period) -> dict:
    rows = measured.by_result()
    return counted_table(period, "办理结果", "结果", rows, [{"figure": row["key"]} for row in rows])


def verdicts_table(period: dict[str, date], measured: figures.Period) -> dict:
    rows = measured.by_satisfaction()
    return counted_table(period, "代表测评", "评价", rows, [{"figure": row["key"]} for row in rows])


def days_table(period: dict[str, date], measured: figures.Period) -> dict:
    rows = measured.days_used()
    queries = [{"figure": "days_used", "band": row["band"]} for row in rows]
    return counted_table(period, "从交办到答复用了多少天", "用时", rows, queries)


@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """The suggestions a figure counts, as far as the reader may see them."""
    require_verb(request.actor, VERB)
    _, period = period_of(request)
    figure = request.GET.get("figure", "")
    narrow, words = narrowing(request, figure)
    found = figures.rows_of(figure, period["start"], period["end"], **narrow)
    found = found.filter(pk__in=visible(request.actor, Suggestion).order_by().values("pk"))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    facts = {
        "page": page, "title": "，".join([*words, LABELS[figure]]), "start": period["start"], "end": period["end"],
        "back": address("statistics", period),
    }  # fmt: skip
    return render(request, "statistics/rows.html", facts)


def narrowing(request: HttpRequest, figure: str) -> tuple[dict, list[str]]:
    """What the address narrows the figure to, and in which words; 404 for what does not exist."""
    if figure not in LABELS:
        raise Http404
    narrow, words = {}, []
    if unit := request.GET.get("unit"):
        narrow["unit"] = one_of(Unit.objects, unit)
        words.append(narrow["unit"].name)
    if category := request.GET.get("category"):
        narrow["category"] = None if category == NO_CATEGORY else one_of(Category.objects, category)
        words.append(narrow["category"].name if narrow["category"] else "还没分类")
    if figure == "days_used":
        band = request.GET.get("band", "")
        if band not in {str(number) for number in range(len(figures.BANDS) + 1)}:
            raise Http404
        narrow["band"] = int(band)
        words.append(figures.band_label(int(band)))
    return narrow, words


def one_of(manager, raw: str):
    """The row with this id in the active town, or 404."""
    found = manager.filter(pk=as_id(raw)).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The yearly report as it would be drafted now; the button keeps it as a paper."""
    require_verb(request.actor, "paper.draft")
    form, period = period_of(request)
    fields = yearly_report_fields(period["start"], period["end"])
    if request.method == "POST":
        with transaction.atomic():
            paper = make_paper("yearly_report", fields, draft=True)
            record(request.actor, "paper.draft", paper)
        ui.flash.done(request, "报告草稿已经放进公文，可以下载修改。")
        return redirect("paper", pk=paper.pk)
    problem, shown = "", None
    try:
        shown = parts(fill("yearly_report", {**fields, "number": "", "date": period["end"]}))
    except MissingField as error:
        problem = str(error)
    facts = {
        "form": form, "start": period["start"], "end": period["end"], "shown": shown, "problem": problem,
        "presets": [{"label": label, "url": address("report", chosen), "current": chosen == period} for label, chosen in presets()],
        "back": address("statistics", period),
    }  # fmt: skip
    return render(request, "statistics/report.html", facts)
