"""Leave: asked for with a reason, decided by the presidium or the chair, counted at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.kernel.notices import outbox
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import invitations, policy
from renda.modules.sessions.attendance.models import Answer, Attendee, LeaveRequest

RULE = "deputy-leave"


def articles() -> tuple[str, ...]:
    """Where it stands that a deputy who can't come asks for leave."""
    return timing.rule(RULE).articles


def ask(actor: Actor, attendee: Attendee, data: Mapping) -> LeaveRequest:
    """Ask for leave for the whole session or some of its days; the office may key what came on paper.

    ``data``: reason, whole, from_on, until_on.
    """
    keyed = invitations.allowed(actor, attendee)
    session = attendee.session
    whole = bool(data.get("whole", True))
    first, last = (
        (session.opens_on, session.closes_on) if whole else (data.get("from_on"), data.get("until_on"))
    )
    problems = wrong(attendee, data.get("reason") or "", first, last)
    if problems:
        raise Refused(problems)
    whole = whole or (first, last) == (session.opens_on, session.closes_on)
    with transaction.atomic():
        Attendee.objects.select_for_update(of=("self",)).get(pk=attendee.pk)
        if open_request(attendee):
            raise Refused([Reason("已经请过假了，正在等批准。", "要改请先撤回。")])
        request = LeaveRequest.objects.create(
            attendee=attendee, whole=whole, from_on=first, until_on=last, reason=data["reason"].strip()[:200],
            asked_by=attendee.name, keyed_by=actor.label[:40] if keyed else "",
        )  # fmt: skip
        invitations.sign(attendee, attendee.name, actor.label if keyed else "")
        tell = {"who": attendee.name, "days": days(request)}
        outbox.post("attendance.leave_asked", session, tell, url=list_address(session))
        record(actor, "attendance.ask_leave", attendee, {"reason": request.reason})
    return request


def wrong(attendee: Attendee, reason: str, first: date | None, last: date | None) -> list[Reason]:
    """Why the request can't be taken."""
    session, found = attendee.session, []
    if not reason.strip():
        found.append(Reason("还没有写请假的原因。", "请写清楚为什么不能来。", RULE, articles()))
    if first is None or last is None or first > last:
        found.append(Reason("请假的日期不对。", "请写从哪天到哪天。"))
    elif first < session.opens_on or last > session.closes_on:
        found.append(
            Reason(
                "请假的日期不在会期里。",
                f"会期是{date_zh(session.opens_on)}到{date_zh(session.closes_on)}。",
            )
        )
    elif clock.today() > last:
        found.append(Reason("会议已经开完，不能再请假。", "没有请假又没有来的，由主席团认定。"))
    return found


def list_address(session) -> str:
    from django.urls import reverse

    return reverse("session_people:leave", args=[session.pk])


def open_request(attendee: Attendee) -> LeaveRequest | None:
    return LeaveRequest.objects.filter(
        attendee=attendee, granted__isnull=True, withdrawn_on__isnull=True
    ).first()


def days(request: LeaveRequest) -> str:
    """The days in words."""
    if request.whole:
        return "整个会议"
    if request.from_on == request.until_on:
        return date_zh(request.from_on)
    return f"{date_zh(request.from_on)}到{date_zh(request.until_on)}"


def withdraw(actor: Actor, request: LeaveRequest) -> None:
    """Take back a request that is not decided yet."""
    invitations.allowed(actor, request.attendee)
    changed = LeaveRequest.objects.filter(
        pk=request.pk, granted__isnull=True, withdrawn_on__isnull=True
    ).update(withdrawn_on=clock.today())
    if not changed:
        raise Refused([Reason("这次请假已经定了，不能撤回。", "又能来了，请给人大办打电话。")])
    record(actor, "attendance.withdraw_leave", request.attendee)


def decide(
    actor: Actor, request: LeaveRequest, granted: bool, *, by: str = "", note: str = ""
) -> LeaveRequest:
    """Grant or refuse. The chair decides; the office notes a decision made on paper and names who made it.

    Leave for the whole session frees the seat in the numbers at once; leave for some days leaves the person expected.
    """
    attendee = request.attendee
    keyed = not actor.has(policy.DECIDE)
    require(actor, policy.KEY if keyed else policy.DECIDE, attendee)
    name = by.strip() if keyed else actor.label
    if not name:
        raise Refused(
            [Reason("还没有写是谁批准的。", "请假由主席团或者主席批准，请写批准人。", RULE, articles())]
        )
    if not granted and not note.strip():
        raise Refused([Reason("不批准要写理由。", "理由会告诉本人。")])
    with transaction.atomic():
        changed = LeaveRequest.objects.filter(
            pk=request.pk, granted__isnull=True, withdrawn_on__isnull=True
        ).update(
            granted=granted, decided_on=clock.today(), decided_by=name[:40], decision_note=note.strip()[:200]
        )
        if not changed:
            raise Refused([Reason("这次请假刚才已经有人定了，或者已经撤回。", "请看最新情况。")])
        request.refresh_from_db()
        if granted and request.whole:
            invitations.note_answer(attendee, Answer.LEAVE, request.asked_by, request.keyed_by)
        key = "attendance.leave_granted" if granted else "attendance.leave_refused"
        said = {"attendees": [attendee], "days": days(request), "note": request.decision_note}
        outbox.post(key, attendee.session, said, url=invitations.own_address(attendee.session))
        record(
            actor,
            "attendance.decide_leave",
            attendee,
            {"decision": "批准" if granted else "不批准", "by": name, "note": note},
        )
    return request


def absent_on(session, day: date) -> set:
    """Keys of the people whose granted leave covers the day: for the sittings of that day."""
    rows = LeaveRequest.objects.filter(
        attendee__session=session, granted=True, from_on__lte=day, until_on__gte=day
    )
    return set(rows.exclude(attendee__answer=Answer.COMING, whole=True).values_list("attendee_id", flat=True))
