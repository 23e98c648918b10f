"""The scans of a renewal while their characters are recognised."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from renda.modules.drafting.renewal import scans
from renda.modules.drafting.renewal.models import RenewalItem, RenewalSet
from renda.web import ui
from renda.web.drafting.renewal_reach import mine


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
