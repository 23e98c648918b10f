"""The archive: its items, one item, what is still to be filed."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.foundation import clock
from renda.kernel.access.policies import can, require, require_verb, visible
from renda.kernel.archive import filing, numbering, opening, selectors
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.four import running
from renda.kernel.archive.models import ArchiveItem, ItemPart
from renda.kernel.files.errors import DamagedFile
from renda.kernel.files.serve import serve
from renda.modules.intake.policy import VIEW as VIEW_OLD_PAPERS
from renda.modules.intake.selectors import paper_of_item
from renda.web import ui
from renda.web.archive.forms import ItemForm, OpeningForm, RerateForm

PER_PAGE = 25
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """All items, narrowed, the newest year first; what is still to be done above them."""
    require_verb(request.actor, "archive.view")
    form = ItemForm(request.GET, years=selectors.years())
    form.is_valid()
    rows = selectors.narrowed(visible(request.actor, ArchiveItem), form.cleaned_data)
    page = Paginator(rows.order_by("-year", "retention", "category", "serial", "id"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    owner = numbering.fonds()
    context = {
        "form": form,
        "page": page,
        "named": bool(owner and owner.number),
        "unfiled": filing.unfiled().count(),
        "year": (year := selectors.year_to_file()),
        "filing_day": selectors.filing_day(year),
        "may_file": request.actor.has(numbering.FILE),
        "is_check_due": request.actor.has(running.VERB) and running.is_yearly_due(),
    }
    return render(request, "archive/list.html", context)


def seen(request: HttpRequest, pk) -> ArchiveItem:
    rows = visible(request.actor, ArchiveItem).select_related("line", "dossier", "box")
    return get_object_or_404(rows, pk=pk)


@require_safe
def item(request: HttpRequest, pk) -> HttpResponse:
    """One item: what it is, what lies in it, where it stands, its former numbers."""
    found = seen(request, pk)
    context = {
        "item": found,
        "parts": list(found.parts.select_related("paper", "file")),
        "former": list(found.former.all()),
        "may_file": can(request.actor, numbering.FILE, found),
        "is_held": not (found.transferred_on or found.destroyed_on),
        "opens_on": opening.due_on(found),
        "is_due": opening.due_on(found) <= clock.today(),
        "old_paper": paper_of_item(found) if request.actor.has(VIEW_OLD_PAPERS) else None,
        "words": request.GET.get("q", ""),
    }
    return render(request, "archive/item.html", context)


@require_safe
def part_file(request: HttpRequest, pk, part) -> HttpResponse:
    """A file of an item, shown where the browser can."""
    found = get_object_or_404(
        ItemPart.objects.select_related("file"), pk=part, item=seen(request, pk), file__isnull=False
    )
    try:
        return serve(found.file, inline=True)
    except DamagedFile as error:
        raise Http404 from error


@require_http_methods(FORM_METHODS)
def rerate(request: HttpRequest, pk) -> HttpResponse:
    """Keep an item for another term, with a reason."""
    found = seen(request, pk)
    require(request.actor, numbering.FILE, found)
    form = RerateForm(request.POST or None, initial={"retention": found.retention})
    if request.method == "POST" and form.is_valid():
        try:
            moved = numbering.rerate(
                request.actor, found, form.cleaned_data["retention"], form.cleaned_data["reason"]
            )
        except CannotFile as reason:
            form.add_error(None, str(reason))
        else:
            ui.flash.done(
                request, f"保管期限已改，现在的档号是{moved.code or '（还没有编）'}，原档号留在记录里。"
            )
            return redirect(moved)
    return edit(
        request,
        form,
        "改保管期限",
        found.get_absolute_url(),
        f"现在是{found.get_retention_display()}。依据：{found.retention_source}",
    )


@require_http_methods(FORM_METHODS)
def open_review(request: HttpRequest, pk) -> HttpResponse:
    """The opinion whether an item may be opened."""
    found = seen(request, pk)
    require(request.actor, numbering.FILE, found)
    start = {"opening": found.opening or None, "reason": found.opening_reason}
    form = OpeningForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            opening.review(request.actor, found, form.cleaned_data["opening"], form.cleaned_data["reason"])
        except CannotFile as reason:
            form.add_error("reason", str(reason))
        else:
            ui.flash.done(request, "审核意见已记下。")
            return redirect(found)
    return edit(request, form, "开放审核", found.get_absolute_url(), f"{found}")


def edit(request: HttpRequest, form, title: str, back_url: str, lead: str = "") -> HttpResponse:
    """A form on a page of its own; 422 when something in it has to be mended."""
    context = {"form": form, "title": title, "back_url": back_url, "lead": lead}
    return render(request, "archive/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def file_old(request: HttpRequest) -> HttpResponse:
    """File the dossiers that were sealed before there was an archive."""
    require_verb(request.actor, numbering.FILE)
    dossiers, made = filing.file_sealed(request.actor)
    ui.flash.done(request, f"以前封存的{dossiers}个案卷已经编好，共{made}件。")
    return redirect("archive:list")


@require_safe
def lacking(request: HttpRequest) -> HttpResponse:
    """What is not in the archive yet and what each dossier still lacks."""
    require_verb(request.actor, "archive.view")
    year = selectors.year_to_file()
    page = Paginator(selectors.NotFiled(year), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "archive/lacking.html",
        {"page": page, "year": year, "filing_day": selectors.filing_day(year)},
    )
