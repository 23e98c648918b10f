"""Prints: one kind, or everything in one run."""

from __future__ import annotations

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from renda.kernel.documents.cards import kit
from renda.kernel.files.names import clean_name
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import policy, printing, seating
from renda.modules.sessions.attendance.models import Capacity
from renda.web import ui
from renda.web.session_people.frame import done, opened
from renda.web.session_seats import present

PRINT = "session_seats:print"
MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PAPERS = ("a4", "a3")
LONGEST_VENUE = 40


@require_GET
def choose(request: HttpRequest, pk) -> HttpResponse:
    """What can be printed, and for how many."""
    session = opened(request, pk)
    people = printing.listed(session)
    apart = printing.told_apart(people)
    counts = [(key, label, sum(one.capacity == key for one in people)) for key, label in Capacity.choices]
    printed_on = seating.plan_of(session).printed_on
    facts = {
        "printed_on": printed_on, "late": [one.name for one in people if printed_on and one.listed_on > printed_on],
        "may": request.actor.has(policy.SEAT),
        "session": session, "parts": present.parts(request, session, PRINT), "kinds": list(kit.KINDS.values()), "total": len(people),
        "counts": [line for line in counts if line[2]], "same": [(one.name, apart[one.pk]) for one in people if one.pk in apart],
        "unseated": sum(one.seat_row is None for one in people),
    }  # fmt: skip
    return render(request, "session_seats/print.html", facts)


@require_POST
def printed(request: HttpRequest, pk) -> HttpResponse:
    """The cards and the sign-in book are printed: the numbers on them stand."""
    session = opened(request, pk, policy.SEAT)
    words = "已记下印好了。名单上的号码从此不变，后来的人排在最后。"
    return done(
        request,
        lambda: printing.mark_printed(request.actor, session),
        words,
        reverse(PRINT, args=[session.pk]),
    )


@require_GET
def one(request: HttpRequest, pk, key: str) -> HttpResponse:
    """One kind as a file."""
    session = opened(request, pk)
    if key not in kit.KINDS:
        raise Http404
    given = request.GET
    capacities = [each for each in given.getlist("capacity") if each in Capacity.values]
    paper = given.get("paper", "a4") if given.get("paper", "a4") in PAPERS else "a4"
    wanted = "docx" if given.get("format") == "docx" else "pdf"
    try:
        made = printing.make(
            session,
            key,
            capacities=capacities,
            file_format=wanted,
            paper=paper,
            venue=given.get("venue", "")[:LONGEST_VENUE],
        )
    except (Refused, kit.NothingToPrint) as problem:
        ui.flash.wrong(
            request,
            str(problem)
            if isinstance(problem, kit.NothingToPrint)
            else problem.reasons[0].text + problem.reasons[0].mend,
        )
        return redirect(PRINT, session.pk)
    name = f"{printing.capacity_words(capacities)}{made.file_name}" if capacities else made.file_name
    return sent(made.bytes, name, MIME[made.format])


@require_GET
def everything(request: HttpRequest, pk) -> HttpResponse:
    """All kinds in one archive."""
    session = opened(request, pk)
    if not printing.listed(session):
        ui.flash.wrong(request, "名单上还没有人，请先列入参会人员。")
        return redirect(PRINT, session.pk)
    paper = request.GET.get("paper", "a4") if request.GET.get("paper", "a4") in PAPERS else "a4"
    data = printing.everything(session, venue=request.GET.get("venue", "")[:LONGEST_VENUE], paper=paper)
    return sent(data, f"{printing.str_of(session)}会场用品.zip", "application/zip")


def sent(data: bytes, name: str, mime: str) -> HttpResponse:
    response = FileResponse(
        io.BytesIO(data), as_attachment=True, filename=clean_name(name), content_type=mime
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
