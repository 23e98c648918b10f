"""Everybody's own page of a session, on the phone: the notice, the agenda, my seat, my group, my answer."""

from __future__ import annotations

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.kernel.access import policies
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.papers import official
from renda.kernel.files.errors import DamagedFile
from renda.kernel.files.serve import PDF_POLICY, serve
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import handouts, invitations, leave, policy, services
from renda.modules.sessions.attendance.models import Attendee, LeaveRequest, Material
from renda.web import ui
from renda.web.session_people import joins
from renda.web.session_people.forms import LeaveForm
from renda.web.session_people.frame import legal, problem_of


def me(request: HttpRequest, pk) -> Attendee:
    """The reader's own row on the list of the session; 404 for who is not on it."""
    policies.require_verb(request.actor, policy.OWN)
    rows = Attendee.objects.filter(
        session_id=pk, person_id=request.actor.person_id, person__isnull=False, ended_on__isnull=True
    )
    return get_object_or_404(rows.select_related("session__term", "group__leader", "person"))


def facts_of(attendee: Attendee) -> dict:
    """What the own page shows, by account or by link."""
    session = attendee.session
    receipts = list(attendee.receipts.select_related("notice__paper").order_by("-notice__sent_on", "-id"))
    requests = list(LeaveRequest.objects.filter(attendee=attendee).order_by("-asked_on", "-id"))
    for row in requests:
        row.days = leave.days(row)
    materials = handouts.for_person(attendee, handouts.on_list(session))
    read = {key for key, people in handouts.readers(session).items() if attendee.pk in people}
    group = attendee.group
    return {
        "one": attendee, "session": session, "receipts": receipts, "unread": [row for row in receipts if row.read_at is None],
        "open_leave": next((row for row in requests if row.is_open), None), "decided": [row for row in requests if not row.is_open],
        "materials": [{"material": material, "read": material.pk in read} for material in materials], "group": group,
        "mates": list(Attendee.objects.of(session).filter(group=group)) if group else [],
        "services": services.of_person(attendee), "agenda": joins.agenda(session), "signing_in": joins.signing_in(attendee),
        "duties": [duty.get_kind_display() for duty in attendee.duties.order_by("kind", "id")],
    }  # fmt: skip


@require_GET
def page(request: HttpRequest, pk) -> HttpResponse:
    """My session."""
    facts = facts_of(me(request, pk))
    here = reverse("session_people:mine", args=[pk])
    return render(
        request, "session_people/mine.html", {**facts, "here": here, "base": "base.html", "by_link": False}
    )


@require_POST
def read(request: HttpRequest, pk) -> HttpResponse:
    """The notice was opened; sent by the page itself, because reading a page writes nothing."""
    for receipt in me(request, pk).receipts.filter(read_at__isnull=True):
        invitations.mark_read(request.actor, receipt)
    return HttpResponse(status=204)


@require_POST
def come(request: HttpRequest, pk) -> HttpResponse:
    """I come."""
    return answered(request, me(request, pk), reverse("session_people:mine", args=[pk]))


def answered(request: HttpRequest, attendee: Attendee, back: str) -> HttpResponse:
    try:
        invitations.coming(request.actor, attendee)
    except Refused as refused:
        ui.flash.wrong(request, problem_of(refused))
    else:
        ui.flash.done(request, "已经答复：您参加会议。谢谢您。")
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_leave(request: HttpRequest, pk) -> HttpResponse:
    """I ask for leave, with the reason."""
    return leave_page(request, me(request, pk), reverse("session_people:mine", args=[pk]), "base.html")


def leave_page(request: HttpRequest, attendee: Attendee, back: str, base: str) -> HttpResponse:
    """The form of leave and what comes of it, by account or by link."""
    form = LeaveForm(request.POST or None)
    refused = ()
    if request.method == "POST" and form.is_valid():
        try:
            leave.ask(request.actor, attendee, form.data_given)
        except Refused as problem:
            refused = legal(problem.reasons)
        else:
            ui.flash.done(request, "请假已经交上去了，批准以后会告诉您。")
            return redirect(back)
    facts = {
        "form": form,
        "refused": refused,
        "session": attendee.session,
        "back_url": back,
        "law": "；".join(leave.articles()),
        "base": base,
    }
    return render(
        request, "session_people/mine_leave.html", facts, status=422 if form.errors or refused else 200
    )


@require_POST
def withdraw(request: HttpRequest, pk) -> HttpResponse:
    """I take my request back."""
    return withdrawn(request, me(request, pk), reverse("session_people:mine", args=[pk]))


def withdrawn(request: HttpRequest, attendee: Attendee, back: str) -> HttpResponse:
    row = leave.open_request(attendee)
    try:
        if row is None:
            raise Refused("没有等批准的请假。")
        leave.withdraw(request.actor, row)
    except Refused as refused:
        ui.flash.wrong(request, problem_of(refused))
    else:
        ui.flash.done(request, "请假已经撤回。能来的，请再按“我参加”。")
    return redirect(back)


# ------------------------------------------------------------------ papers to read


def readable(attendee: Attendee, one) -> Material:
    """An electronic paper that is meant for this person; 404 for any other."""
    rows = Material.objects.filter(session_id=attendee.session_id, electronic=True, withdrawn_on__isnull=True)
    material = get_object_or_404(rows.select_related("paper", "file"), pk=one)
    if not material.goes_to(attendee, handouts.duties_of(attendee)):
        raise Http404
    return material


@require_GET
def material(request: HttpRequest, pk, one) -> HttpResponse:
    """The paper itself."""
    return opened_file(readable(me(request, pk), one))


def opened_file(found: Material) -> HttpResponse:
    """A paper of the product as PDF, a file as it was uploaded."""
    if found.paper_id is None:
        try:
            return serve(found.file, inline=True)
        except DamagedFile as error:
            raise Http404 from error
    data = io.BytesIO(render_pdf(official(found.paper)).bytes)
    response = FileResponse(data, filename=f"{found.title}.pdf", content_type="application/pdf")
    response["Content-Security-Policy"] = PDF_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def material_read(request: HttpRequest, pk, one) -> HttpResponse:
    """I open a paper: noted, then shown."""
    attendee = me(request, pk)
    found = readable(attendee, one)
    handouts.mark_read(request.actor, found, attendee)
    return redirect("session_people:mine-material", pk, found.pk)
