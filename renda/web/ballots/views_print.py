"""What is printed for a vote: the slips with their spares, an empty count sheet, the record of the votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renda.kernel.ballots import documents, rules, selectors
from renda.kernel.ballots.fields import answers_of
from renda.kernel.ballots.models import Ballot, Kind, Method, Option
from renda.kernel.ballots.words import session_name
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.engine.templates import fill
from renda.modules.elections.common import method_of
from renda.modules.elections.documents import write_in_words
from renda.web.ballots.views_list import VIEW
from renda.web.ballots.views_one import ballot_of
from renda.web.sessions.reach import session_of

PREPARE = "ballot.prepare"
MOST_COPIES = 500
#: Where the slips pass from hand to hand.
STAGES = ("印好清点", "封存备用票", "投票前当众清点", "启用备用票", "剩余选票封存")


@dataclass(frozen=True)
class Cut:
    """How many slips one sheet of A4 is cut into, and how much a slip of that size holds."""

    per_sheet: int
    most_lines: int
    longest: int
    write_ins: bool


#: What fits was measured on paper: lines of the table, characters on a line, whether there is room for a name by hand.
CUTS = (Cut(4, 4, 8, False), Cut(2, 6, 14, True), Cut(1, 999, 999, True))


def cuts_for(ballot: Ballot, options: Sequence[Option]) -> list[int]:
    """Into how many slips a sheet may be cut so that everything stays readable; the most first, one always."""
    found = []
    for cut in CUTS:
        lines = sum(
            -(-len(one.label) // cut.longest) + (1 if described(ballot, one) else 0) for one in options
        )
        if lines <= cut.most_lines and (cut.write_ins or not ballot.write_ins):
            found.append(cut.per_sheet)
    return found


def described(ballot: Ballot, option: Option) -> str:
    """What stands below a name on the slip: of a project what is built, of a person nothing."""
    return option.note if ballot.kind == Kind.CHOICE and not option.person_id else ""


def word_of(ballot: Ballot) -> str:
    """选票, 表决票, or 票 after a title that says already what it is: 民生实事项目票决票."""
    if str(ballot).endswith(Kind.CHOICE.label):
        return "票"
    return "选票" if ballot.kind in (Kind.ELECTION, Kind.CHOICE) else "表决票"


def sheets_of(total: int, per_sheet: int) -> list[range]:
    """The slips sheet by sheet."""
    return [range(min(per_sheet, total - done)) for done in range(0, total, per_sheet)]


@require_GET
def slips(request: HttpRequest, pk) -> HttpResponse:
    """One slip for each entitled, the spares for the envelope, and the sheet on which they are handed over."""
    ballot = ballot_of(request, pk, PREPARE)
    if ballot.method != Method.SECRET_PAPER:
        raise Http404
    ahead = selectors.ahead_of(ballot)
    roll = getattr(ballot, "roll", None)
    return slips_page(request, ballot, list(ballot.options.all()), (roll.entitled if roll else ahead.base) or 0)


def slips_page(request: HttpRequest, ballot: Ballot, options: list[Option], entitled: int) -> HttpResponse:
    """The slips of ``ballot``, which need not be saved yet, for ``entitled`` voters."""
    entitled, spares = min(entitled, MOST_COPIES), rules.spares()
    cuts = cuts_for(ballot, options)
    asked = request.GET.get("per", "")
    per_sheet = int(asked) if asked in map(str, cuts) else cuts[0]
    for one in options:
        one.described = described(ballot, one)
    context = {
        "ballot": ballot, "name": session_name(ballot), "options": options, "answers": answers_of(ballot),
        "entitled": entitled, "spares": spares, "total": entitled + spares, "sheets": sheets_of(entitled + spares, per_sheet),
        "word": word_of(ballot), "write_in": write_in_words(method_of(ballot.congress_session)) if ballot.congress_session else "",
        "cuts": sorted(cuts), "per_sheet": per_sheet,
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
