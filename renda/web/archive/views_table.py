"""The retention table and the fonds: whose papers these are and how long they are kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renda.kernel.access.policies import require_verb
from renda.kernel.archive import numbering, table
from renda.kernel.archive.errors import CannotFile
from renda.kernel.deadlines import timing
from renda.web import ui
from renda.web.archive.forms import ApprovalForm, FondsForm, LineForm
from renda.web.archive.views import FORM_METHODS, edit


@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """The table with where each term comes from and who agreed to it."""
    require_verb(request.actor, "archive.view")
    rows = table.lines()
    context = {
        "lines": rows,
        "waiting": sum(line.approval is None for line in rows),
        "law": "、".join(timing.rule(table.APPROVAL_RULE).articles),
        "may_change": request.actor.has(table.KEEP),
    }
    return render(request, "archive/table.html", context)


@require_http_methods(FORM_METHODS)
def approve(request: HttpRequest) -> HttpResponse:
    """The archives authority has agreed to the table as it stands."""
    require_verb(request.actor, table.KEEP)
    form = ApprovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        table.approve(request.actor, form.save(commit=False))
        ui.flash.done(request, "县里的同意已登记。")
        return redirect("archive:table")
    return edit(
        request, form, "登记县里的同意", reverse("archive:table"), "县级档案主管部门同意这张表以后登记。"
    )


@require_http_methods(FORM_METHODS)
def change(request: HttpRequest) -> HttpResponse:
    """Change lines as the archives authority has agreed to."""
    require_verb(request.actor, table.KEEP)
    form = ApprovalForm(request.POST or None)
    forms = [LineForm(request.POST or None, line=line) for line in table.lines()]
    if request.method == "POST" and all([form.is_valid(), *(one.is_valid() for one in forms)]):
        changed = [(one.line, one.cleaned_data) for one in forms if one.has_changed()]
        try:
            table.change(request.actor, changed, form.save(commit=False))
        except table.TableError as reason:
            form.add_error(None, str(reason))
        else:
            ui.flash.done(request, f"改了{len(changed)}类，以后归档的按新的。")
            return redirect("archive:table")
    return render(
        request,
        "archive/table_change.html",
        {"form": form, "lines": forms},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(FORM_METHODS)
def fonds(request: HttpRequest) -> HttpResponse:
    """Register whose papers these are; items waiting for it get their numbers."""
    require_verb(request.actor, numbering.FILE)
    form = FondsForm(request.POST or None, instance=numbering.fonds())
    if request.method == "POST" and form.is_valid():
        try:
            numbered = numbering.name_fonds(request.actor, **form.cleaned_data)
        except CannotFile as reason:
            form.add_error(None, str(reason))
        else:
            ui.flash.done(request, f"全宗已登记，{numbered}件编好了档号。" if numbered else "全宗已登记。")
            return redirect("archive:list")
    return edit(request, form, "全宗", reverse("archive:list"), "档号从全宗号开始，一个立档单位一个全宗号。")
