"""The own page for somebody without an account: whoever holds the link reads the notice and answers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from renda.foundation.ids import as_id
from renda.kernel.access.links import OpenedLink
from renda.modules.sessions.attendance import handouts, invitations
from renda.modules.sessions.attendance.models import NoticeReceipt
from renda.web.session_people import mine

MODEL = NoticeReceipt._meta.label_lower
PAPER = "paper-"


def answer(request: HttpRequest, opened: OpenedLink, here: str, verb: str = "") -> HttpResponse:
    """What the holder of the link asked for: the page, the answer, leave, a paper."""
    rows = NoticeReceipt.objects.select_related(
        "attendee__session__term", "attendee__group__leader", "attendee__person"
    )
    receipt = get_object_or_404(rows, pk=opened.link.object_id, attendee__ended_on__isnull=True)
    attendee = receipt.attendee
    if verb == "leave":
        return mine.leave_page(request, attendee, here, "base_plain.html")
    if verb.startswith(PAPER):
        return paper(request, opened, attendee, verb.removeprefix(PAPER))
    if request.method == "POST":
        return write(request, opened, receipt, here, verb)
    if verb:
        raise Http404
    facts = {
        **mine.facts_of(attendee),
        "here": here,
        "base": "base_plain.html",
        "by_link": True,
        "until": opened.link.last_day,
    }
    return render(request, "session_people/mine.html", facts)


def write(
    request: HttpRequest, opened: OpenedLink, receipt: NoticeReceipt, here: str, verb: str
) -> HttpResponse:
    if verb == "read":
        invitations.mark_read(opened.actor, receipt)
        return HttpResponse(status=204)
    if verb == "come":
        return mine.answered(request, receipt.attendee, here)
    if verb == "withdraw":
        return mine.withdrawn(request, receipt.attendee, here)
    return redirect(here)


def paper(request: HttpRequest, opened: OpenedLink, attendee, key: str) -> HttpResponse:
    """A paper meant for this person: the first opening is noted."""
    found = mine.readable(attendee, as_id(key))
    if request.method == "POST":
        handouts.mark_read(opened.actor, found, attendee)
        return redirect(request.path)
    return mine.opened_file(found)
