"""The paper that comes out of a vote: drafted from a template, numbered after it is signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from renda.foundation.chinese.dates import date_zh
from renda.kernel.access import policies
from renda.kernel.ballots import selectors
from renda.kernel.ballots.models import Ballot, Kind
from renda.kernel.ballots.words import session_name
from renda.kernel.documents.current_values import current_values
from renda.kernel.documents.engine import templates as library
from renda.kernel.dossiers import filing
from renda.kernel.dossiers.models import DossierLink
from renda.kernel.procedures.execute import Refused
from renda.modules.drafting import texts
from renda.modules.drafting.models import Draft
from renda.web import ui

WRITE, LINK = "draft.write", "came_out_of"
#: Kinds of paper a congress passes or makes known.
OF_MOTIONS, OF_ELECTIONS = ("决议", "决定"), ("公告",)
#: The template that is offered first for a kind of motion.
USUAL = {
    "report": "resolution_government_report", "budget": "resolution_budget", "resignation_official": "decision_resignation",
    "livelihood_project": "decision_projects", "presidium_report": "resolution_presidium_report",
}  # fmt: skip
PRESIDIUM = "主席团"


def choices(request: HttpRequest, ballot: Ballot, result: selectors.Result | None) -> list[tuple[str, str]]:
    """Templates a paper may be drafted from after this vote, the usual one first; none before it is declared."""
    if result is None or not result.declared or not result.valid or not request.actor.has(WRITE):
        return []
    kinds = OF_ELECTIONS if ballot.kind == Kind.ELECTION else OF_MOTIONS
    found = [
        (one.id, one.name) for _, group in library.catalogue().items() for one in group if one.kind in kinds
    ]
    first = usual(ballot)
    return sorted(found, key=lambda row: row[0] != first)


def usual(ballot: Ballot) -> str:
    """The template that fits the kind of motion best."""
    if ballot.paper_template:
        return ballot.paper_template
    if ballot.kind == Kind.ELECTION:
        return "announcement_election"
    is_own = ballot.law_kind == "report" and PRESIDIUM in ballot.title
    return USUAL.get("presidium_report" if is_own else ballot.law_kind, "")


def facts(
    request: HttpRequest, ballot: Ballot, result: selectors.Result, template: library.Template
) -> Mapping[str, Any]:
    """What the vote and the data of today say for the fields of the template."""
    day = date_zh(ballot.held_on)
    won = "、".join(row["name"] for row in result.winners)
    known = {
        **current_values(request.actor), "session": session_name(ballot), "passed_on": day, "elected_on": day, "date": day,
        "elected": [{"post": ballot.title, "name": won}] if won else None,
        "candidate_count": str(len(result.lines)), "project_count": str(len(result.winners)) if result.winners else None,
    }  # fmt: skip
    wanted = {field.name for field in template.fields}
    return {name: value for name, value in known.items() if name in wanted and value}


@require_POST
def draft(request: HttpRequest, pk) -> HttpResponse:
    """Begin the paper; it belongs to the dossier of the vote."""
    from renda.web.ballots.views_one import ballot_of

    policies.require_verb(request.actor, WRITE)
    ballot = ballot_of(request, pk)
    result = selectors.result_of(ballot)
    template = request.POST.get("template", "")
    if template not in dict(choices(request, ballot, result)):
        raise Http404
    try:
        made = texts.start_draft(
            request.actor, template, facts(request, ballot, result, library.load(template)), unfinished=True
        )
    except Refused as refused:
        ui.flash.wrong(request, str(refused))
        return redirect(ballot)
    filing.link(filing.dossier_of(ballot), filing.dossier_of(made), LINK)
    ui.flash.done(request, "已经开了一份公文，签发以后编号。写的内容会自动保存。")
    return redirect("drafting:edit", made.pk)


def drafts_of(request: HttpRequest, ballot: Ballot) -> list[tuple[str, str, str]]:
    """The papers drafted after this vote: title, address, state."""
    if not request.actor.has("draft.view"):
        return []
    links = DossierLink.objects.filter(from_dossier__object_id=ballot.pk, kind=LINK).values(
        "to_dossier__object_id"
    )
    rows = policies.visible(request.actor, Draft).filter(pk__in=links).order_by("opened_at", "id")
    return [(one.title, reverse("drafting:draft", args=[one.pk]), one.state_label()) for one in rows]
