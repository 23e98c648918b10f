"""The notice to everybody, who has answered, and who has to be chased."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation.chinese.dates import date_zh
from renda.kernel.access.policies import require_verb
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.models import TownProfile
from renda.modules.sessions.attendance import invitations, policy, printing
from renda.modules.sessions.attendance.models import Capacity, NoticeReceipt, SessionNotice
from renda.web import ui
from renda.web.session_people.forms import NoticeForm, WhyForm, papers_to_choose
from renda.web.session_people.frame import done, form_page, keys, legal, opened, person_of, problem_of, show

NOTICES = "session_people:notices"
TEMPLATES = ("notice_deputies", "notice_observers", "invitation")
PAGE = 50


@require_GET
def notices(request: HttpRequest, pk) -> HttpResponse:
    """The numbers, the chasing list with masked telephones, and what was sent."""
    session = opened(request, pk)
    waiting = invitations.open_receipts(session)
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.phone = invitations.masked_phone(row.attendee)
    late = invitations.notice_is_late(session)
    sent = SessionNotice.objects.filter(session=session).select_related("paper").order_by("-sent_on", "-id")
    facts = {
        "deputies": invitations.standing(session), "others": [
            (label, invitations.standing(session, key)) for key, label in Capacity.choices if key != Capacity.DEPUTY
        ],
        "page": page, "waiting": page.paginator.count, "sent": list(sent), "may": request.actor.has(policy.NOTIFY),
        "untold": untold(session), "late": legal([late] if late and untold(session) else []), "may_see": request.actor.has("person.unmask"),
        "may_link": request.actor.has("link.make"), "may_draft": request.actor.has("draft.write"),
    }  # fmt: skip
    return show(request, session, "notices", NOTICES, facts)


def untold(session) -> int:
    """How many on the list have had no notice."""
    return invitations.to_tell(session, list(Capacity.values)).count()


def usual_text(session) -> dict[str, object]:
    """A first wording of the notice, from what is known."""
    name = printing.str_of(session)
    days = date_zh(session.opens_on) + (
        f"至{date_zh(session.closes_on)}" if session.closes_on != session.opens_on else ""
    )
    phone = TownProfile.current().office_phone
    text = (
        f"{name}定于{days}召开，请您按时参加。\n报到时间和地点：\n"
        "请在回执截止日期以前答复能不能参加；因病或者其他特殊原因不能参加的，请写明原因请假。"
        + (f"\n人大办电话：{phone}" if phone else "")
    )
    return {"title": f"关于召开{name}的通知", "text": text, "capacities": [Capacity.DEPUTY]}


@require_http_methods(["GET", "HEAD", "POST"])
def notice_new(request: HttpRequest, pk) -> HttpResponse:
    """Write the notice and send it."""
    session = opened(request, pk, policy.NOTIFY)
    form = NoticeForm(
        request.POST or None, papers=papers_to_choose(request.actor, TEMPLATES), initial=usual_text(session)
    )
    refused = ()
    if request.method == "POST" and form.is_valid():
        try:
            notice = invitations.send(request.actor, session, form.cleaned_data)
        except Refused as problem:
            refused = legal(problem.reasons)
        else:
            ui.flash.done(
                request,
                f"通知已发给{notice.receipts.count()}人。没有账号的请打印名单，逐个电话通知或者发链接。",
            )
            return redirect(NOTICES, session.pk)
    late = invitations.notice_is_late(session)
    return form_page(
        request, session, NOTICES, form, title="发会议通知", submit="发出通知", refused=refused, reasons=legal([late] if late else []),
        lead="已经通知过的人不会再发一遍。后来才列入名单的，再发一次就行。",
    )  # fmt: skip


@require_GET
def notice(request: HttpRequest, pk, one) -> HttpResponse:
    """One notice with every receipt."""
    session = opened(request, pk)
    found = get_object_or_404(SessionNotice.objects.select_related("paper"), pk=one, session=session)
    rows = found.receipts.select_related("attendee__group").order_by("attendee__rank", "id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return show(request, session, "notice", NOTICES, {"notice": found, "page": page})


@require_POST
def chase(request: HttpRequest, pk) -> HttpResponse:
    """Remind everybody who has not answered."""
    session = opened(request, pk, policy.NOTIFY)
    rows = invitations.open_receipts(session)
    if chosen := keys(request):
        rows = rows.filter(pk__in=chosen)
    words = lambda count: f"已催{count}人。没有账号的在打印清单里，请打电话。"  # noqa: E731
    return done(
        request,
        lambda: invitations.chase(request.actor, session, rows),
        words,
        reverse(NOTICES, args=[session.pk]),
    )


@require_GET
def chase_print(request: HttpRequest, pk) -> HttpResponse:
    """The chasing list on paper, telephones masked."""
    session = opened(request, pk)
    rows = list(invitations.open_receipts(session))
    for row in rows:
        row.phone = invitations.masked_phone(row.attendee)
    return render(request, "session_people/chase_print.html", {"session": session, "rows": rows})


@require_POST
def phones(request: HttpRequest, pk) -> HttpResponse:
    """Ask why, note it in the log, and show the whole numbers once, to print or to dial."""
    session = opened(request, pk)
    require_verb(request.actor, "person.unmask")
    form = WhyForm(request.POST if "why" in request.POST else None)
    if form.is_bound and form.is_valid():
        numbers = invitations.reveal_phones(request.actor, session, form.cleaned_data["why"])
        rows = list(invitations.open_receipts(session))
        for row in rows:
            row.phone = numbers.get(row.attendee_id, "")
        return render(request, "session_people/chase_print.html", {"session": session, "rows": rows})
    lead = "为什么要看写进日志。看到的号码只用来催回执。"
    return form_page(request, session, NOTICES, form, title="查看完整电话", submit="查看", lead=lead)


@require_POST
def answer(request: HttpRequest, pk, one) -> HttpResponse:
    """The office notes that somebody said he comes (by telephone, on paper)."""
    session = opened(request, pk, policy.NOTIFY)
    attendee = person_of(session, one)
    back = reverse(NOTICES, args=[session.pk])
    return done(
        request, lambda: invitations.coming(request.actor, attendee), f"已记下：{attendee.name}参加。", back
    )


@require_POST
def link(request: HttpRequest, pk, receipt) -> HttpResponse:
    """Make the link of one receipt; the answer shows it, this once."""
    session = opened(request, pk, policy.NOTIFY)
    rows = NoticeReceipt.objects.select_related("attendee__person", "attendee__session__term")
    found = get_object_or_404(rows, pk=receipt, notice__session=session)
    try:
        made, secret = invitations.receipt_link(request.actor, found)
    except Refused as refused:
        ui.flash.wrong(request, problem_of(refused))
        return redirect(NOTICES, session.pk)
    address = request.build_absolute_uri(reverse("link", args=[secret]))
    words = f"{found.attendee.name}：{printing.str_of(session)}的会议通知，请点开看并答复能不能参加，不用登录，请不要转发。{address}"
    facts = {"receipt": found, "address": address, "message": words, "until": made.last_day}
    response = show(request, session, "link", NOTICES, facts)
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
