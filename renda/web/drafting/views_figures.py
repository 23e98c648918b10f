"""Figures: choosing one for the text, the rows behind it, and what to do when the rows have changed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from renda.kernel.figures import registry, scopes
from renda.kernel.figures.marks import keyed
from renda.kernel.figures.scopes import Scope
from renda.kernel.procedures.execute import Refused
from renda.modules.drafting import bindings
from renda.modules.drafting.models import Draft
from renda.web import ui
from renda.web.drafting.reach import seen_draft
from renda.web.drafting.views_edit import problem_of, written_draft


@dataclass(frozen=True)
class Offer:
    """One figure over one stretch of time, as it is now."""

    group: str
    key: str
    scope: str
    label: str
    text: str
    unit: str


@require_GET
def figures(request: HttpRequest, pk) -> HttpResponse:
    """The figures to choose from over one stretch of time (``?over=``), or the rows behind one (``?key=&scope=``)."""
    draft = seen_draft(request, pk)
    if key := request.GET.get("key", ""):
        return rows_behind(request, draft, key, request.GET.get("scope", ""))
    spans = scopes.offered(tuple(scopes.KINDS))
    over = chosen_span(spans, request.GET.get("over"))
    here = f"{request.path}?{{}}"
    able = countable(over)
    values = registry.counted([(figure, over) for figure in able])
    offers = [
        Offer(one.group, one.key, over.text, one.label, value.text, one.unit)
        for one, value in zip(able, values, strict=True)
    ]
    facts = {
        "draft": draft,
        "over": over,
        "spans": [
            {"label": one.label, "url": here.format(urlencode({"over": one.text})), "current": one == over}
            for one in spans
        ],
        "groups": [(group, list(members)) for group, members in groupby(offers, key=lambda one: one.group)],
    }
    return shown(request, "pick", facts)


def chosen_span(spans: list[Scope], wanted: str | None) -> Scope:
    """The stretch of time asked for; without one this year, which most papers speak of."""
    kinds = {one.text: one for one in spans}
    return kinds.get(wanted) or next(one for one in spans if one.kind == scopes.YEAR)


def countable(over: Scope) -> list[registry.Figure]:
    """The figures that can be counted over a stretch of time, group by group."""
    able = (one for one in registry.all_figures() if over.kind in one.scopes)
    return sorted(able, key=lambda one: one.group)


def rows_behind(request: HttpRequest, draft: Draft, key: str, scope: str) -> HttpResponse:
    try:
        rows, value = bindings.rows_behind(request.actor, key, scope), bindings.now(key, scope)
    except Refused as refused:
        raise Http404(str(refused)) from refused
    binding = draft.bindings.get(keyed(key, scope))
    changed = next(
        (one for one in bindings.figure_changes(draft) if (one.key, one.scope) == (key, scope)), None
    )
    facts = {
        "draft": draft, "figure": registry.figure(key), "value": value, "rows": rows, "binding": binding,
        "changed": changed, "may_write": can_write(request, draft), "key": key, "scope": scope,
    }  # fmt: skip
    return shown(request, "rows", facts)


def can_write(request: HttpRequest, draft: Draft) -> bool:
    from renda.kernel.access import policies

    return policies.can(request.actor, "draft.write", draft)


def shown(request: HttpRequest, name: str, facts: dict) -> HttpResponse:
    """The part alone for the page's script, else a page around it."""
    if request.htmx:
        return render(request, f"drafting/figures/{name}.html", facts)
    return render(request, f"drafting/figures/{name}_page.html", facts)


@require_POST
def figure(request: HttpRequest, pk) -> HttpResponse:
    """Take the new number into the text, or keep the old one for a reason."""
    draft = written_draft(request, pk)
    key, scope = request.POST.get("key", ""), request.POST.get("scope", "")
    reason = request.POST.get("reason", "")
    try:
        if request.POST.get("do") == "keep":
            bindings.keep_figure(request.actor, draft, key, scope, reason)
            ui.flash.done(request, "保留了原来的数字，理由已经记下。")
        else:
            bindings.accept_figure(request.actor, draft, key, scope, reason=reason)
            ui.flash.done(request, "文中的数字已经更新。")
    except Refused as refused:
        ui.flash.wrong(request, problem_of(refused))
    return redirect(request.POST.get("back") == "edit" and "drafting:edit" or "drafting:draft", draft.pk)
