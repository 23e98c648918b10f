"""The sign-in table: its page, what the devices send, what the others have signed in meanwhile."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance.models import Attendee, DutyKind
from renda.modules.sessions.sittings import selectors
from renda.modules.sessions.sittings.actions import signing
from renda.modules.sessions.sittings.actions.signing import Scan, Told
from renda.modules.sessions.sittings.models import SignIn, SignInWay, Sitting, SittingKind
from renda.modules.sessions.sittings.quorum import quorum_of
from renda.web import ui
from renda.web.sittings.forms import CodeForm, LeaveForm, ReasonForm
from renda.web.sittings.reach import attempt, session_for, sitting_for

SIGN = "sitting.sign_in"
#: A packet from one device; a longer queue is sent in several.
MOST_SCANS = 100
LONGEST_ID = 40
#: A device's clock that says a scan waited longer than this is not believed.
OLDEST = timedelta(days=1)


@require_GET
def table(request: HttpRequest, pk, sitting) -> HttpResponse:
    """The page on the tablet or the computer of a sign-in table."""
    held = sitting_for(request, pk, sitting, SIGN)
    listed = selectors.board(held)
    facts = {
        "session": held.session, "sitting": held, "groups": grouped(listed), "quorum": quorum_of(held), "board": listed,
        "closed_words": signing.not_taking(held),
    }  # fmt: skip
    return render(request, "sittings/sign_in.html", facts)


def grouped(listed: selectors.Board) -> list[tuple[str, list[selectors.Row]]]:
    """The list as it is looked for: deputies by group, then everybody else by what they are."""
    found: dict[str, list[selectors.Row]] = {}
    for row in listed.rows:
        person = row.attendee
        name = (
            (person.group.name if person.group else "代表")
            if person.is_deputy
            else person.get_capacity_display()
        )
        found.setdefault(name, []).append(row)
    return list(found.items())


@require_POST
def send(request: HttpRequest, pk, sitting) -> HttpResponse:
    """A packet of scans from a device (JSON), or one person from the page without scripts."""
    held = sitting_for(request, pk, sitting, SIGN)
    if request.content_type != "application/json":
        return one_by_form(request, held)
    try:
        scans, device = read(request)
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
        return JsonResponse({"problem": "这台设备发来的内容看不懂，请刷新页面再试。"}, status=400)
    told = signing.sign_in(request.actor, held, scans, device)
    return JsonResponse({"told": [shown(one) for one in told], **numbers(held)})


def read(request: HttpRequest) -> tuple[list[Scan], str]:
    """The packet: the device's clock tells how long each scan has waited, so that a wrong clock does no harm."""
    packet = json.loads(request.body)
    sent_at, now = int(packet["now"]), clock.now()
    scans = []
    for row in packet["scans"][:MOST_SCANS]:
        waited = min(max(timedelta(milliseconds=sent_at - int(row["at"])), timedelta()), OLDEST)
        client_id, way = str(row["id"]), str(row["way"])
        if not client_id or len(client_id) > LONGEST_ID or way not in SignInWay.values:
            raise ValueError("scan")
        scans.append(Scan(client_id, str(row["code"])[:80].strip(), way, now - waited))
    return scans, str(packet.get("table", ""))[:20]


def one_by_form(request: HttpRequest, held: Sitting) -> HttpResponse:
    """Without scripts: one number or one name at a time."""
    code = request.POST.get("code", "").strip()[:80]
    way = SignInWay.LIST if request.POST.get("way") == SignInWay.LIST else SignInWay.NUMBER
    (told,) = signing.sign_in(
        request.actor, held, [Scan(str(new_id()), code, way, clock.now())], request.POST.get("table", "")[:20]
    )
    words = f"{told.attendee.name}：{told.words}" if told.attendee else told.words
    if told.outcome == signing.SIGNED:
        ui.flash.done(request, words)
    else:
        ui.flash.warn(request, words)
    return redirect("sittings:sign-in", held.session_id, held.pk)


def shown(one: Told) -> dict[str, Any]:
    """What the device is told about one scan: who it was and what became of it. No telephone, no number of a person."""
    person = one.attendee
    return {
        "id": one.client_id, "outcome": one.outcome, "words": one.words,
        "attendee": str(person.pk) if person else "", "name": person.name if person else "",
        "group": person.group.name if person and person.group else "", "seat": person.seat_words if person else "",
        "at": one.sign_in.time_words if one.sign_in else "",
    }  # fmt: skip


def numbers(held: Sitting) -> dict[str, Any]:
    """How many are there and whether that is enough. It goes with every answer to a scan, so nothing here grows with the list."""
    quorum = quorum_of(held)
    here = quorum.present if quorum else selectors.sign_ins(held).count()
    return {
        "sentence": quorum.sentence if quorum else f"已签到 {here} 人",
        "met": quorum.met if quorum else None,
        "base": quorum.base if quorum else None, "present": here,
        "closed": signing.not_taking(held),
    }  # fmt: skip


@require_GET
def state(request: HttpRequest, pk, sitting) -> HttpResponse:
    """What the other tables have done meanwhile: everybody who is in, and the numbers."""
    held = sitting_for(request, pk, sitting, SIGN)
    here = {
        str(person): [selectors.time_words(at), table, bool(left)]
        for person, at, table, left in selectors.here(held)
    }
    return JsonResponse({"here": here, **numbers(held)})


# ------------------------------------------------------------------ the list, and mending it


@require_GET
def attendance(request: HttpRequest, pk, sitting) -> HttpResponse:
    """Who came, came late, went early, is on leave, stays away without a word; what was taken back."""
    held = sitting_for(request, pk, sitting, "sitting.note")
    facts = {
        "session": held.session, "sitting": held, "board": selectors.board(held), "quorum": quorum_of(held),
        "undone": SignIn.objects.filter(sitting=held, undone_at__isnull=False).select_related("attendee").order_by("undone_at", "id"),
        "may_sign": request.actor.has(SIGN) and not held.closed_at,
    }  # fmt: skip
    template = "sittings/attendance_print.html" if request.GET.get("print") else "sittings/attendance.html"
    return render(request, template, facts)


@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: HttpRequest, pk, sitting, row, verb: str) -> HttpResponse:
    """Take a sign-in back, note that somebody went home, or came back."""
    held = sitting_for(request, pk, sitting, SIGN)
    found = get_object_or_404(
        SignIn.objects.select_related("sitting", "attendee"), pk=row, sitting=held, undone_at__isnull=True
    )
    kinds = {
        "undo": ("撤销签到", ReasonForm, signing.undo, "这次签到不再计入人数，记录和原因留在签到名单里。"),
        "leave": ("登记早退", LeaveForm, signing.leave, "从现在起不计入到会人数。"),
        "back": ("回到会场", None, lambda actor, one, _: signing.come_back(actor, one), "重新计入到会人数。"),
    }
    if verb not in kinds:
        raise Http404
    title, form_class, do, what = kinds[verb]
    form = form_class(request.POST or None) if form_class else None
    back = ("sittings:attendance", [held.session_id, held.pk])

    def page(refused: Refused | None = None) -> HttpResponse:
        if refused is not None:
            ui.flash.wrong(request, str(refused))
        facts = {
            "title": f"{title}：{found.attendee.name}", "what": [what], "confirm_label": title, "danger": verb == "undo",
            "form": form, "back_url": reverse(back[0], args=back[1]),
        }  # fmt: skip
        return render(request, "components/confirm.html", facts)

    if request.method != "POST" or (form is not None and not form.is_valid()):
        return page()
    reason = form.cleaned_data["reason"] if form is not None else ""
    return attempt(
        request,
        lambda: do(request.actor, found, reason),
        f"{found.attendee.name}：{title}，已办。",
        back,
        page,
    )


# ------------------------------------------------------------------ the deputy's own telephone


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, pk) -> HttpResponse:
    """A deputy's own page: which sittings are signing in, and the big button."""
    session = session_for(request, pk, "sitting.sign_self")
    person = Attendee.objects.filter(
        session=session, person_id=request.actor.person_id, ended_on__isnull=True
    ).first()
    held = selectors.sittings_of(session).filter(cancelled_at__isnull=True)
    if person is None or not person.duties.filter(kind=DutyKind.PRESIDIUM).exists():
        held = held.exclude(kind=SittingKind.PRESIDIUM)
    rows = sorted(held, key=lambda one: not one.takes_sign_ins)
    done = (
        {one.sitting_id: one for one in SignIn.objects.filter(attendee=person, undone_at__isnull=True)}
        if person
        else {}
    )
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")[:8]})
    reasons: list = []
    if request.method == "POST" and form.is_valid():
        wanted = next((one for one in rows if str(one.pk) == request.POST.get("sitting")), None)
        try:
            if wanted is None:
                raise Refused("没有这场会议，请刷新页面。")
            told = signing.sign_self(request.actor, wanted, form.cleaned_data["code"])
        except Refused as refused:
            reasons = refused.reasons
        else:
            (ui.flash.done if told.outcome in ("signed", "already") else ui.flash.wrong)(
                request, f"{wanted.title}：{told.words}"
            )
            return redirect("sittings:mine", session.pk)
    facts = {
        "session": session, "attendee": person, "form": form, "reasons": reasons,
        "rows": [{"sitting": one, "sign_in": done.get(one.pk)} for one in rows],
    }  # fmt: skip
    return render(request, "sittings/mine.html", facts, status=422 if reasons or form.errors else 200)
