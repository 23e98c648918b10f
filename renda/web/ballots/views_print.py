"""What is printed for a vote: the slips with their spares, an empty count sheet, the record of the votes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renda.kernel.ballots import documents, rules, selectors
from renda.kernel.ballots.fields import answers_of
from renda.kernel.ballots.models import Kind, Method
from renda.kernel.ballots.words import session_name
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.engine.templates import fill
from renda.web.ballots.views_list import VIEW
from renda.web.ballots.views_one import ballot_of
from renda.web.sessions.reach import session_of

PREPARE = "ballot.prepare"
MOST_COPIES = 500
#: Where the slips pass from hand to hand.
STAGES = ("印好清点", "封存备用票", "投票前当众清点", "启用备用票", "剩余选票封存")


@require_GET
def slips(request: HttpRequest, pk) -> HttpResponse:
    """One slip for each entitled, the spares for the envelope, and the sheet on which they are handed over."""
    ballot = ballot_of(request, pk, PREPARE)
    if ballot.method != Method.SECRET_PAPER:
        raise Http404
    ahead = selectors.ahead_of(ballot)
    roll = getattr(ballot, "roll", None)
    entitled = min((roll.entitled if roll else ahead.base) or 0, MOST_COPIES)
    spares = rules.spares()
    context = {
        "ballot": ballot, "name": session_name(ballot), "options": list(ballot.options.all()), "answers": answers_of(ballot),
        "entitled": entitled, "spares": spares, "total": entitled + spares, "copies": range(entitled + spares),
        "stages": STAGES, "is_election": ballot.kind in (Kind.ELECTION, Kind.CHOICE), "is_choice": ballot.kind == Kind.CHOICE,
    }  # fmt: skip
    return render(request, "ballots/slips.html", context)


@require_GET
def blank_sheet(request: HttpRequest, pk) -> HttpResponse:
    """The count sheet to be filled by hand at the table."""
    ballot = ballot_of(request, pk)
    context = {
        "ballot": ballot, "name": session_name(ballot), "answers": answers_of(ballot), "ahead": selectors.ahead_of(ballot),
        "lines": [ballot.title] if ballot.method == Method.BLOCK else [option.label for option in ballot.options.all()],
        "spare_lines": range(4 if ballot.write_ins else 0),
    }  # fmt: skip
    return render(request, "ballots/blank_sheet.html", context)


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    """The record of all declared votes of the session on one sheet, as PDF."""
    session = session_of(request, pk, VIEW)
    found = [
        ballot for ballot in selectors.ballots_of(session)
        if ballot.declared_at and ballot.state != "void" and ballot.kind not in (Kind.ELECTION, Kind.CHOICE)
    ]  # fmt: skip
    if not found:
        raise Http404
    made = render_pdf(fill("vote_record", documents.of_votes(found)))
    return HttpResponse(made.bytes, content_type="application/pdf", headers={"Content-Disposition": "inline"})
