"""The plan of the hall: put people onto seats by keyboard or by drag, take it back, close up after leave."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation.ids import as_id
from renda.kernel.procedures.execute import MovedMeanwhile, Refused
from renda.modules.sessions.attendance import policy, seating
from renda.modules.sessions.attendance.models import Area
from renda.web import ui
from renda.web.session_people.frame import opened, person_of, problem_of
from renda.web.session_seats import present

PLAN = "session_seats:plan"


def facts_of(request: HttpRequest, session) -> dict:
    return {
        "session": session,
        "parts": present.parts(request, session, PLAN),
        "may": request.actor.has(policy.SEAT),
        **present.hall(session),
    }


@require_GET
def plan(request: HttpRequest, pk) -> HttpResponse:
    """The hall with everybody in it."""
    session = opened(request, pk)
    return render(request, "session_seats/plan.html", facts_of(request, session))


def changed(
    request: HttpRequest, session, words: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    """After a change: the script gets the hall anew, everybody else the page."""
    if request.headers.get("X-Part") == "hall":
        facts = {**facts_of(request, session), "said": words, "problem": problem}
        return render(request, "session_seats/hall_part.html", facts, status=status)
    if problem:
        ui.flash.wrong(request, problem)
    elif words:
        ui.flash.done(request, words)
    return redirect(PLAN, session.pk)


def version_of(request: HttpRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isdigit() else None


def target_of(request: HttpRequest) -> seating.Place | None:
    """The seat that was named: rostrum or hall, row, number; None: off the seat."""
    if request.POST.get("off"):
        return None
    area = Area.ROSTRUM.value if request.POST.get("area") == Area.ROSTRUM else Area.HALL.value
    row, number = request.POST.get("row", ""), request.POST.get("number", "")
    if not all(text.isascii() and text.isdigit() and len(text) < 4 for text in (row, number)):
        raise Refused("座位没有写对。请写第几排、第几座。")
    return area, int(row), int(number)


@require_POST
def put(request: HttpRequest, pk) -> HttpResponse:
    """Put one person onto a seat; whoever sits there changes places."""
    session = opened(request, pk, policy.SEAT)
    who = as_id(request.POST.get("who", ""))
    try:
        attendee = person_of(session, who) if who else None
        if attendee is None or attendee.ended_on:
            raise Refused("还没有选人。请先选一个人，再选座位。")
        change = seating.put(request.actor, session, attendee, target_of(request), version_of(request))
    except MovedMeanwhile as refused:
        return changed(request, session, problem=problem_of(refused), status=409)
    except Refused as refused:
        return changed(request, session, problem=problem_of(refused), status=422)
    return changed(request, session, f"{change.what}。" if change else "座位没有变。")


@require_POST
def undo(request: HttpRequest, pk) -> HttpResponse:
    """Take back the last change."""
    session = opened(request, pk, policy.SEAT)
    try:
        change = seating.undo(request.actor, session)
    except Refused as refused:
        return changed(request, session, problem=problem_of(refused), status=422)
    return changed(request, session, f"已收回：{change.what}。")


@require_POST
def fill(request: HttpRequest, pk) -> HttpResponse:
    """Seat everybody anew by the list."""
    session = opened(request, pk, policy.SEAT)
    change = seating.seat_all(request.actor, session)
    left = seating.unseated(session)
    if left:
        ui.flash.warn(request, f"会场座位不够，还有{len(left)}人没有座位，请加排数或者座数。")
    return changed(
        request, session, "已按名单排好座位，不合适可以收回。" if change else "座位已经是按名单排的。"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reflow(request: HttpRequest, pk) -> HttpResponse:
    """Who would move if those behind close up; doing exactly that."""
    session = opened(request, pk, policy.SEAT)
    wanted = seating.reflowed(session)
    if request.method == "POST":
        try:
            seating.apply(request.actor, session, wanted, "请假的空位往前补", version_of(request))
        except Refused as refused:
            ui.flash.wrong(request, problem_of(refused))
            return redirect("session_seats:reflow", session.pk)
        ui.flash.done(
            request, "已经补位。不合适可以收回。", undo_url=reverse("session_seats:undo", args=[session.pk])
        )
        return redirect(PLAN, session.pk)
    moves = seating.moves(session, wanted)
    facts = {
        "session": session, "parts": present.parts(request, session, PLAN), "moves": present.told(moves), "version": seating.plan_of(session).version,
        "away": seating.empty_by_leave(session),
    }  # fmt: skip
    return render(request, "session_seats/reflow.html", facts)
