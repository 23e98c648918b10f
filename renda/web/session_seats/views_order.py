"""The one ordered list, and the hall."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation.ids import as_id
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import ordering, policy, printing, seating
from renda.modules.sessions.attendance.models import OrderRule
from renda.web import ui
from renda.web.session_people.frame import done, legal, opened, person_of
from renda.web.session_seats import present
from renda.web.session_seats.forms import HallForm

LONGEST_PLACE = 5
ORDER, HALL = "session_seats:order", "session_seats:hall"


@require_GET
def order(request: HttpRequest, pk) -> HttpResponse:
    """The whole list; one person moves at a time, or all by a rule."""
    session = opened(request, pk)
    people = ordering.listed(session)
    apart = printing.told_apart(people)
    for one in people:
        one.note_shown = apart.get(one.pk, "")
    facts = {
        "session": session, "parts": present.parts(request, session, ORDER), "people": people, "rules": OrderRule.choices,
        "may": request.actor.has(policy.SEAT), "strange": ordering.strangers(people), "plan": seating.plan_of(session),
    }  # fmt: skip
    return render(request, "session_seats/order.html", facts)


@require_POST
def by_rule(request: HttpRequest, pk) -> HttpResponse:
    """Put the whole list in order of a rule. Seats stay as they are until they are filled anew."""
    session = opened(request, pk, policy.SEAT)
    rule = request.POST.get("rule", "")
    back = reverse(ORDER, args=[session.pk])
    if rule not in OrderRule.values:
        ui.flash.wrong(request, "请选一个排序规则。")
        return redirect(back)

    def words(count: int) -> str:
        return f"名单已重排，{count}人换了位置。座位没有动，要一起动请到座次图里按名单排座。"

    return done(request, lambda: ordering.reorder(request.actor, session, rule), words, back)


@require_POST
def move(request: HttpRequest, pk) -> HttpResponse:
    """Move one person to another place of the list."""
    session = opened(request, pk, policy.SEAT)
    back = reverse(ORDER, args=[session.pk])
    who, place = as_id(request.POST.get("who", "")), request.POST.get("place", "")
    if who is None or not (place.isascii() and place.isdigit()) or len(place) > LONGEST_PLACE:
        ui.flash.wrong(request, "请写要排到第几位。")
        return redirect(back)
    attendee = person_of(session, who)
    if attendee.ended_on:
        ui.flash.wrong(request, f"{attendee.name}已经不在名单上。")
        return redirect(back)
    words = f"{attendee.name}已排到第{int(place)}位。"
    return done(
        request,
        lambda: ordering.move(request.actor, session, attendee, int(place)),
        words,
        f"{back}#person-{attendee.pk}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def hall(request: HttpRequest, pk) -> HttpResponse:
    """Rows, aisles, blocked seats, the rostrum, the side of honour."""
    session = opened(request, pk, policy.SEAT)
    plan = seating.plan_of(session)
    form = HallForm(request.POST or None, initial=HallForm.initial_of(plan))
    refused, status = (), 200
    if request.method == "POST" and form.is_valid():
        anew = "anew" in request.POST
        act = seating.clear_then_save_hall if anew else seating.save_hall
        try:
            act(request.actor, session, form.cleaned_data)
        except Refused as problem:
            refused = legal(problem.reasons)
        else:
            ui.flash.done(request, "会场已保存，座位按名单重新排好。" if anew else "会场已保存。")
            return redirect("session_seats:plan", session.pk)
    if form.errors or refused:
        status = 422
    facts = {
        "session": session,
        "parts": present.parts(request, session, HALL),
        "form": form,
        "refused": refused,
    }
    return render(request, "session_seats/hall.html", facts, status=status)
