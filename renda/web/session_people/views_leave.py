"""Requests for leave and what was decided."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.kernel.access.policies import require_verb
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import duties, invitations, leave, policy, seating
from renda.modules.sessions.attendance.models import Attendee, LeaveRequest
from renda.web import ui
from renda.web.session_people.forms import DecideForm, LeaveForForm
from renda.web.session_people.frame import done, form_page, legal, opened, show

LEAVE = "session_people:leave"


def may_decide(request: HttpRequest) -> bool:
    return request.actor.has(policy.DECIDE) or request.actor.has(policy.KEY)


@require_GET
def requests(request: HttpRequest, pk) -> HttpResponse:
    """Those to decide first, then all others."""
    session = opened(request, pk)
    rows = list(
        LeaveRequest.objects.filter(attendee__session=session)
        .select_related("attendee__group")
        .order_by("-asked_on", "-id")
    )
    for row in rows:
        row.days = leave.days(row)
    facts = {
        "waiting": [row for row in rows if row.is_open], "others": [row for row in rows if not row.is_open], "may_decide": may_decide(request),
        "may_key": request.actor.has(policy.NOTIFY), "standing": invitations.standing(session), "articles": leave.articles(),
        "empty_seats": seating.empty_by_leave(session) if request.actor.has(policy.SEAT) else [],
    }  # fmt: skip
    return show(request, session, "leave", LEAVE, facts)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for(request: HttpRequest, pk) -> HttpResponse:
    """The office keys a request that came on paper or by telephone."""
    session = opened(request, pk, policy.NOTIFY)
    form = LeaveForForm(
        request.POST or None, people=Attendee.objects.of(session), initial={"who": request.GET.get("who")}
    )
    refused = ()
    if request.method == "POST" and form.is_valid():
        who = form.cleaned_data["who"]
        who.session = session
        try:
            leave.ask(request.actor, who, form.data_given)
        except Refused as problem:
            refused = legal(problem.reasons)
        else:
            ui.flash.done(request, f"已记下{who.name}的请假，等批准。")
            return redirect(LEAVE, session.pk)
    return form_page(request, session, LEAVE, form, title="代记请假", submit="记下请假", refused=refused)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk, one) -> HttpResponse:
    """Grant or refuse."""
    session = opened(request, pk)
    if not may_decide(request):
        require_verb(request.actor, policy.DECIDE)
    row = get_object_or_404(
        LeaveRequest.objects.select_related("attendee__session__term", "attendee__person"),
        pk=one,
        attendee__session=session,
    )
    keyed = not request.actor.has(policy.DECIDE)
    form = DecideForm(request.POST or None, keyed=keyed)
    refused = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            leave.decide(
                request.actor, row, given["granted"] == "1", by=given.get("by", ""), note=given["note"]
            )
        except Refused as problem:
            refused = legal(problem.reasons)
        else:
            words = "已批准" if given["granted"] == "1" else "没有批准"
            ui.flash.done(request, f"{row.attendee.name}的请假{words}，已经通知本人。")
            for reason in duties.away(row.attendee.duties.select_related("attendee")):
                ui.flash.warn(request, f"{reason.text}{reason.mend}")
            return redirect(LEAVE, session.pk)
    lead = f"{leave.days(row)}。原因：{row.reason}"
    return form_page(
        request, session, LEAVE, form, title=f"{row.attendee.name}请假", submit="记下决定" if keyed else "决定", lead=lead, refused=refused,
        law="；".join(leave.articles()),
    )  # fmt: skip


@require_POST
def withdraw(request: HttpRequest, pk, one) -> HttpResponse:
    """The office takes back a request that is not decided yet."""
    session = opened(request, pk, policy.NOTIFY)
    row = get_object_or_404(
        LeaveRequest.objects.select_related("attendee"), pk=one, attendee__session=session
    )
    return done(
        request,
        lambda: leave.withdraw(request.actor, row),
        f"{row.attendee.name}的请假已撤回。",
        reverse(LEAVE, args=[session.pk]),
    )
