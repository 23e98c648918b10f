"""The scans of a renewal while their characters are recognised."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from renda.kernel.documents.reading import UnclearRow, Unreadable
from renda.kernel.files.errors import DamagedFile
from renda.modules.drafting.renewal import scans
from renda.modules.drafting.renewal.models import RenewalItem, RenewalSet
from renda.web import ui
from renda.web.drafting.renewal_reach import mine

#: The picture of a page never changes; it stays in the reader's own browser.
CACHED = "private, max-age=3600"


def unread(made: RenewalSet) -> dict:
    """The scans that gave no paper yet: how many pages are done, or why it ended; and how many are under way."""
    rows = made.items.filter(content="").order_by("position")
    found = [{"item": item, "done": len(item.recognised), "of": item.scan_pages} for item in rows]
    return {"rows": found, "working": sum(not one["item"].problem for one in found)}


@require_GET
def reading(request: HttpRequest, pk) -> HttpResponse:
    """How far the scans are; asked again every two seconds. When one is done, the page is shown anew."""
    made = mine(request, pk)
    found = unread(made)
    if not request.htmx:
        return redirect("drafting:renewal-set", pk=pk)
    if request.GET.get("open") != str(found["working"]):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "drafting/renewal/scans.html", {"made": made, "scans": found})


def pages_of(item: RenewalItem, row: UnclearRow | None = None) -> list[dict]:
    """The pages of the original to be shown beside the text, or the one page of ``row`` with the row framed."""
    if item.scan_id is None or not item.is_read:
        return []
    found = []
    for number, kept in enumerate(item.recognised, 1):
        if row is not None and row.page != number:
            continue
        frame = None
        if row is not None and len(row.box) == 4:
            left, top, right, bottom = row.box
            frame = {"left": left, "top": top, "width": right - left, "height": bottom - top}
        found.append({"number": number, "width": kept["width"], "height": kept["height"], "frame": frame})
    return found


@require_safe
def picture(request: HttpRequest, pk, position: int, number: int) -> HttpResponse:
    """A page of the original as it was read."""
    item = get_object_or_404(mine(request, pk).items.exclude(content="").exclude(scan=None), position=position)
    if not 1 <= number <= len(item.recognised):
        raise Http404
    try:
        data = scans.page_picture(item, number)
    except (Unreadable, DamagedFile) as error:
        raise Http404 from error
    response = HttpResponse(data, content_type="image/jpeg")
    response["Cache-Control"] = CACHED
    return response


@require_POST
def again(request: HttpRequest, pk, position: int) -> HttpResponse:
    """Recognise a scan once more."""
    scans.try_again(request.actor, _item(request, pk, position))
    ui.flash.done(request, "又开始认了，认好的页不用再认。")
    return redirect("drafting:renewal-set", pk=pk)


@require_POST
def leave_out(request: HttpRequest, pk, position: int) -> HttpResponse:
    """Do without a scan."""
    item = _item(request, pk, position)
    scans.leave_out(request.actor, item)
    ui.flash.done(request, f"“{item.title}”不用了。")
    if RenewalSet.objects.filter(pk=pk).exists():
        return redirect("drafting:renewal-set", pk=pk)
    return redirect("drafting:renewal")


def _item(request: HttpRequest, pk, position: int) -> RenewalItem:
    return get_object_or_404(mine(request, pk).items.filter(content=""), position=position)
