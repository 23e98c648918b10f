"""The big screen of the hall: what it shows, and choosing it. No telephone, no number of a person ever stands here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.kernel.ballots.models import Ballot
from renda.kernel.ballots.selectors import ballots_of, result_of
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.sittings import selectors
from renda.modules.sessions.sittings.actions import screens
from renda.modules.sessions.sittings.documents import session_name
from renda.modules.sessions.sittings.models import Screen, Shows, Sitting
from renda.modules.sessions.sittings.quorum import full_sitting_now, quorum_of
from renda.web.sittings.forms import ScreenForm
from renda.web.sittings.reach import attempt, session_for

#: So many names of whoever is missing fit on a screen that is read from the last row.
MOST_NAMES = 24


@require_GET
def screen(request: HttpRequest, pk) -> HttpResponse:
    """The whole screen; it asks again every few seconds by itself."""
    session = session_for(request, pk)
    return render(
        request,
        "sittings/screen.html",
        {"session": session, "name": session_name(session), **content(session)},
    )


@require_GET
def now(request: HttpRequest, pk) -> HttpResponse:
    """Fragment: what the screen shows at this moment."""
    session = session_for(request, pk)
    return render(
        request,
        "sittings/screen/now.html",
        {"session": session, "name": session_name(session), **content(session)},
    )


def content(session) -> dict[str, Any]:
    """What was chosen; before anything was chosen, the sign-in of the sitting that matters now."""
    chosen = Screen.objects.select_related("sitting__session__term").filter(session=session).first()
    shows = chosen.shows if chosen else Shows.SIGN_IN
    sitting = chosen.sitting if chosen and chosen.sitting_id else full_sitting_now(session)
    made = {
        Shows.SIGN_IN: signing_in, Shows.AGENDA: agenda, Shows.BALLOT: result, Shows.WORDS: words,
    }[Shows(shows)](chosen, sitting)  # fmt: skip
    return {"shows": shows, "sitting": sitting, **made}


def signing_in(chosen: Screen | None, sitting: Sitting | None) -> dict[str, Any]:
    """How many are here, how many are wanted, and the names still awaited when they are few."""
    if sitting is None:
        return {"quorum": None, "awaited": [], "here": 0, "expected": 0, "code": ""}
    listed = selectors.board(sitting)
    awaited = [row.attendee.name for row in listed.absent]
    deputies = listed.deputies()
    return {
        "quorum": quorum_of(sitting), "awaited": awaited if len(awaited) <= MOST_NAMES else [], "awaited_count": len(awaited),
        "here": sum(1 for row in deputies if row.is_here), "expected": sum(1 for row in deputies if not row.barred),
        "code": sitting.hall_code if sitting.takes_sign_ins else "",
    }  # fmt: skip


def agenda(chosen: Screen | None, sitting: Sitting | None) -> dict[str, Any]:
    entries = list(sitting.entries.all()) if sitting else []
    current = next((entry for entry in entries if entry.is_current), None)
    return {"entries": entries, "current": current, "speech": selectors.current_speech(current)}


def result(chosen: Screen | None, sitting: Sitting | None) -> dict[str, Any]:
    """A result once it was declared; before, only what is being voted."""
    ballot = (
        Ballot.objects.filter(pk=chosen.ballot_id, congress_session_id=chosen.session_id).first()
        if chosen
        else None
    )
    told = result_of(ballot) if ballot is not None else None
    lines = []
    if told is not None and told.declared:
        names = dict(ballot.answers)
        for line in told.lines:
            votes = [(names[key], count) for key, count in line["votes"].items() if key in names]
            lines.append({"label": line["label"], "votes": votes, "word": line["word"]})
    return {"ballot": ballot, "told": told if told is not None and told.declared else None, "lines": lines}


def words(chosen: Screen | None, sitting: Sitting | None) -> dict[str, Any]:
    return {"heading": chosen.heading if chosen else "", "words": chosen.words if chosen else ""}


@require_http_methods(["GET", "HEAD", "POST"])
def control(request: HttpRequest, pk) -> HttpResponse:
    """Choosing what the hall sees."""
    session = session_for(request, pk, "sitting.screen")
    chosen = Screen.objects.filter(session=session).first()
    initial = {"shows": Shows.SIGN_IN}
    if chosen:
        initial = {
            "shows": chosen.shows, "sitting": chosen.sitting_id, "heading": chosen.heading, "words": chosen.words, "ballot": chosen.ballot_id,
        }  # fmt: skip
    sittings = Sitting.objects.filter(session=session, cancelled_at__isnull=True)
    form = ScreenForm(request.POST or None, sittings=sittings, ballots=ballots_of(session), initial=initial)

    def page(refused: Refused | None = None) -> HttpResponse:
        facts = {
            "session": session, "form": form, "reasons": refused.reasons if refused else [], "chosen": chosen,
            "screen_url": reverse("sittings:screen", args=[session.pk]), "back_url": reverse("sittings:index", args=[session.pk]),
        }  # fmt: skip
        return render(request, "sittings/control.html", facts, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return page()
    given = form.cleaned_data
    ballot = given["ballot"]
    return attempt(
        request,
        lambda: screens.show(
            request.actor, session, given["shows"], sitting=given["sitting"], heading=given["heading"], words=given["words"],
            ballot_id=ballot.pk if ballot else None,
        ),
        lambda one: f"大屏正在显示：{one.get_shows_display()}。", ("sittings:control", [session.pk]), page,
    )  # fmt: skip
