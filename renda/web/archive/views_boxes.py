"""Classes, boxes and what is printed for them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.kernel.access.policies import can, require, require_verb, visible
from renda.kernel.archive import boxing, numbering, selectors
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.models import ArchiveItem, Box
from renda.kernel.archive.printing import sheets, stamp
from renda.kernel.audit.record import record
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.files.errors import DamagedFile
from renda.kernel.files.serve import PDF_POLICY
from renda.web import ui
from renda.web.archive.forms import BoxForm, NoteForm
from renda.web.archive.views import FORM_METHODS, edit, seen


@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """The classes of the archive with their boxes: print a catalogue, fill a box."""
    require_verb(request.actor, "archive.view")
    years = selectors.years()
    asked = request.GET.get("year", "")
    year = (
        int(asked) if asked.isascii() and asked.isdigit() and int(asked) in years else next(iter(years), None)
    )
    context = {
        "year": year,
        "tabs": [
            {"label": f"{one}年", "url": f"?year={one}", "current": one == year, "count": None}
            for one in years
        ],
        "classes": selectors.classes(year) if year else [],
        "boxes": list(
            visible(request.actor, Box).filter(year=year).order_by("retention", "category", "number")
        )
        if year
        else [],
        "may_file": request.actor.has(numbering.FILE),
    }
    return render(request, "archive/classes.html", context)


def klass_of(year: int, retention: str, category: str) -> selectors.Klass:
    found = next(
        (one for one in selectors.classes(year) if (one.retention, one.category) == (retention, category)),
        None,
    )
    if found is None:
        raise Http404
    return found


@require_POST
def catalogue(request: HttpRequest, year: int, retention: str, category: str) -> HttpResponse:
    """The catalogue of a class, for printing."""
    require_verb(request.actor, "archive.view")
    klass = klass_of(year, retention, category)
    rows = visible(request.actor, ArchiveItem).filter(
        selectors.HELD, year=year, retention=retention, category=category
    )
    return printed(
        request, render_pdf(sheets.catalogue(list(rows), klass.words)).bytes, f"归档文件目录 {klass.words}"
    )


@require_http_methods(FORM_METHODS)
def box_new(request: HttpRequest, year: int, retention: str, category: str) -> HttpResponse:
    """Put items of a class into a new box."""
    require_verb(request.actor, numbering.FILE)
    klass = klass_of(year, retention, category)
    waiting = list(boxing.unboxed(klass).values_list("serial", flat=True))
    if not waiting:
        ui.flash.warn(request, "这一类都装好盒了。")
        return redirect("archive:classes")
    form = BoxForm(request.POST or None, initial={"first": waiting[0], "last": waiting[-1]})
    if request.method == "POST" and form.is_valid():
        try:
            box = boxing.fill_box(request.actor, klass, **form.cleaned_data)
        except CannotFile as reason:
            form.add_error(None, str(reason))
        else:
            ui.flash.done(request, f"已装盒：{box}。")
            return redirect("archive:box", box.pk)
    back = f"{reverse('archive:classes')}?year={year}"
    return edit(
        request,
        form,
        f"装盒：{klass.words}",
        back,
        f"没有装盒的{len(waiting)}件，从第{waiting[0]}件到第{waiting[-1]}件。",
    )


@require_safe
def box(request: HttpRequest, pk) -> HttpResponse:
    """One box: what is in it and its note."""
    found = get_object_or_404(visible(request.actor, Box), pk=pk)
    context = {
        "box": found,
        "items": list(found.items.order_by("genre", "serial", "id")),
        "may_file": can(request.actor, numbering.FILE, found),
    }
    return render(request, "archive/box.html", context)


@require_http_methods(FORM_METHODS)
def box_note(request: HttpRequest, pk) -> HttpResponse:
    """Fill the note of a box."""
    found = get_object_or_404(visible(request.actor, Box), pk=pk)
    require(request.actor, numbering.FILE, found)
    form = NoteForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            boxing.note(request.actor, form.save(commit=False))
        except CannotFile as reason:
            form.add_error("checked_by", str(reason))
        else:
            ui.flash.done(request, "备考表已填好。")
            return redirect("archive:box", found.pk)
    return edit(request, form, f"备考表：{found}", reverse("archive:box", args=[found.pk]))


@require_POST
def box_sheet(request: HttpRequest, pk, sheet: str) -> HttpResponse:
    """What belongs to a box, for printing: label of the spine, catalogue, note."""
    found = get_object_or_404(visible(request.actor, Box), pk=pk)
    makers = {
        "label": ("盒脊标签", lambda: sheets.spine_labels([found])),
        "catalogue": (
            "归档文件目录",
            lambda: render_pdf(sheets.catalogue(list(found.items.all()), scope_of(found))).bytes,
        ),
        "note": ("备考表", lambda: render_pdf(sheets.box_note(found)).bytes),
    }
    if sheet not in makers:
        raise Http404
    name, make = makers[sheet]
    return printed(request, make(), f"{name} {found}", found)


def scope_of(found: Box) -> str:
    return f"{found.year}年　{found.get_retention_display()}　{found.category_label}　第{found.number}盒"


@require_POST
def stamped(request: HttpRequest, pk) -> HttpResponse:
    """The text of an item as PDF with the archive's stamp on its first page."""
    item = seen(request, pk)
    require(request.actor, numbering.FILE, item)
    part = item.parts.select_related("paper", "file", "item").first()
    try:
        data = stamp.printed(part)
    except (stamp.CannotStamp, DamagedFile) as reason:
        ui.flash.wrong(request, str(reason))
        return redirect(item)
    return printed(request, data, item.code or item.title, item)


def printed(request: HttpRequest, data: bytes, name: str, subject=None) -> HttpResponse:
    """A PDF that the browser shows; who printed what is noted."""
    record(request.actor, "archive.print", subject, {"what": name})
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{name}.pdf")
    response["Content-Security-Policy"] = PDF_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
