"""Checks of the four properties: what was found at filing, before handing over and in the year; what a person answers for."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.kernel.access.policies import require, require_verb, visible
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.four import running
from renda.kernel.archive.models import CheckRun
from renda.web import ui
from renda.web.archive.views import FORM_METHODS, PER_PAGE, edit

LIGHTS = {
    running.PASSED: ("done", "合格"),
    running.FAILED: ("overdue", "不合格"),
    running.PERSON: ("waiting", "等人核对"),
    running.NOT_HERE: ("withheld", "不查"),
}


class ConfirmForm(forms.Form):
    note = forms.CharField(
        label="怎样查的，查出什么",
        max_length=200,
        help_text="例如：用单位的杀毒软件查过，病毒库是2026年6月1日的，没有病毒。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """Every check, the newest first; those that found something can be seen alone."""
    require_verb(request.actor, "archive.view")
    rows = visible(request.actor, CheckRun)
    counts = dict(rows.order_by().values_list("is_ok").annotate(Count("id")))
    only_failed = request.GET.get("show") == "failed"
    page = Paginator((rows.filter(is_ok=False) if only_failed else rows).order_by("-run_at", "-id"), PER_PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "tabs": [
            {"label": "全部", "url": "?", "count": sum(counts.values()), "current": not only_failed},
            {
                "label": "有不合格的",
                "url": "?show=failed",
                "count": counts.get(False, 0),
                "current": only_failed,
            },
        ],
        "may_check": request.actor.has(running.VERB),
    }
    return render(request, "archive/checks.html", context)


@require_POST
def run_yearly(request: HttpRequest) -> HttpResponse:
    """The check of the year, now."""
    require_verb(request.actor, running.VERB)
    try:
        run = running.yearly(request.actor)
    except CannotFile as reason:
        ui.flash.warn(request, str(reason))
        return redirect("archive:checks")
    (ui.flash.done if run.is_ok else ui.flash.warn)(
        request, f"检测完了：{run.subject}，{'没有不合格的' if run.is_ok else '有不合格的，见下面'}。"
    )
    return redirect(run)


@require_safe
def check(request: HttpRequest, pk) -> HttpResponse:
    """One check line by line with its evidence."""
    run = get_object_or_404(visible(request.actor, CheckRun), pk=pk)
    rows = [{**row, "light": LIGHTS[row["outcome"]]} for row in running.told(run)]
    return render(
        request,
        "archive/check.html",
        {"run": run, "rows": rows, "may_check": request.actor.has(running.VERB)},
    )


@require_http_methods(FORM_METHODS)
def confirm(request: HttpRequest, pk, key: str) -> HttpResponse:
    """A person answers for a line that no program can check."""
    run = get_object_or_404(visible(request.actor, CheckRun), pk=pk)
    require(request.actor, running.VERB, run)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            running.confirm(request.actor, run, key, form.cleaned_data["note"])
        except CannotFile as reason:
            form.add_error(None, str(reason))
        else:
            ui.flash.done(request, "已记下核对结果和您的名字。")
            return redirect(run)
    return edit(request, form, "人工核对", run.get_absolute_url(), str(run))
