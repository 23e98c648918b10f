"""The notice to everybody, its receipts, who has to be chased, links for those without an account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.foundation.chinese.names import mask_phone
from renda.kernel.access.actors import Actor
from renda.kernel.access.links import OneTimeLink, make_link
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.kernel.notices import outbox
from renda.kernel.people.models import Account
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import policy
from renda.modules.sessions.attendance.models import (
    Answer,
    Attendee,
    Capacity,
    LeaveRequest,
    NoticeReceipt,
    SessionNotice,
    Way,
)

LINK_RULE = "paper-link-validity"
NOTICE_RULE = "session-notice-to-deputies"


@dataclass(frozen=True)
class Standing:
    """How many were told, read, answered; ``open`` have not answered."""

    listed: int
    told: int
    read: int
    coming: int
    leave: int
    open: int


def send(actor: Actor, session, data: Mapping) -> SessionNotice:
    """Send the notice to everybody of the chosen capacities who does not know the opening day from an earlier sending.

    ``data``: title, text, reply_by, capacities, paper.
    """
    require_verb(actor, policy.NOTIFY)
    people = list(to_tell(session, data["capacities"]))
    if not people:
        raise Refused([Reason("选的人都已经通知过了。", "请选别的人，或者先把人列入名单。")])
    with transaction.atomic():
        notice = SessionNotice.objects.create(
            session=session, title=data["title"], text=data["text"], opens_on=session.opens_on, reply_by=data.get("reply_by"),
            capacities=list(data["capacities"]), paper=data.get("paper"), sent_by=actor.label[:40],
        )  # fmt: skip
        write_receipts(notice, people)
        told = Attendee.objects.filter(pk__in=[one.pk for one in people])
        told.update(notified_on=clock.today())
        told.filter(answer=Answer.COMING).update(answer=Answer.NONE)
        outbox.post(
            "attendance.invited",
            session,
            {"attendees": people, "until": until(notice)},
            url=own_address(session),
        )
        record(actor, "attendance.notify", notice, {"count": len(people)})
    return notice


def to_tell(session, capacities: Sequence[str]):
    """Those of the capacities who have no notice of this opening day yet. Leave was granted for a day: who is on leave
    is told once the day has moved, and not before."""
    rows = Attendee.objects.of(session).filter(capacity__in=capacities).select_related("person")
    if not has_moved(session):
        rows = rows.expected()
    return rows.exclude(pk__in=standing_receipts(session).values("attendee"))


def standing_receipts(session):
    """The receipts of the notices that tell the opening day as it stands."""
    told = Q(notice__opens_on=session.opens_on) | Q(notice__opens_on__isnull=True)
    return NoticeReceipt.objects.filter(told, notice__session=session)


def has_moved(session) -> bool:
    """True when a notice went out that told another opening day."""
    return (
        SessionNotice.objects.filter(session=session)
        .exclude(opens_on=session.opens_on)
        .filter(opens_on__isnull=False)
        .exists()
    )


def write_receipts(notice: SessionNotice, people: Sequence[Attendee]) -> None:
    persons = [one.person_id for one in people if one.person_id]
    reached = set(
        Account.objects.filter(person__in=persons, is_active=True).values_list("person_id", flat=True)
    )
    rows = [
        NoticeReceipt(notice=notice, attendee=one, way=Way.INBOX if one.person_id in reached else Way.PAPER)
        for one in people
    ]
    NoticeReceipt.objects.bulk_create(rows)


def own_address(session) -> str:
    return reverse("session_people:mine", args=[session.pk])


def until(notice: SessionNotice | None) -> str:
    return f"请在{date_zh(notice.reply_by)}以前答复。" if notice and notice.reply_by else ""


def latest_notice(session) -> SessionNotice | None:
    return SessionNotice.objects.filter(session=session).order_by("-sent_on", "-id").first()


def notice_is_late(session, on: date | None = None) -> Reason | None:
    """A warning with its article when the notice goes out later than the place's rule says."""
    rule = timing.rule(NOTICE_RULE)
    span = rule.duration("notice")
    latest = session.opens_on - timedelta(days=span.value)
    if (on or clock.today()) <= latest:
        return None
    words = f"会议通知应当提前{span.text}发出，最迟{date_zh(latest)}，现在已经过了。"
    articles = rule.articles
    return Reason(words, "请尽快逐人通知。", NOTICE_RULE, articles, blocks=False)


# ------------------------------------------------------------------ what came back


def mark_read(actor: Actor, receipt: NoticeReceipt) -> None:
    """The notice was opened; the first time counts."""
    require(actor, policy.OWN, receipt)
    NoticeReceipt.objects.filter(pk=receipt.pk, read_at__isnull=True).update(read_at=clock.now())


def coming(actor: Actor, attendee: Attendee, by: str = "") -> None:
    """Somebody answers that he comes, or the office notes it. An open request for leave is withdrawn by that."""
    keyed = allowed(actor, attendee)
    if attendee.answer == Answer.LEAVE and not keyed:
        raise Refused([Reason("您的请假已经批准。", "又能来了，请给人大办打电话。")])
    with transaction.atomic():
        LeaveRequest.objects.filter(
            attendee=attendee, granted__isnull=True, withdrawn_on__isnull=True
        ).update(withdrawn_on=clock.today())
        name = (by.strip() or attendee.name) if keyed else attendee.name
        note_answer(attendee, Answer.COMING, name, actor.label if keyed else "")
        record(actor, "attendance.answer", attendee, {"answer": Answer.COMING.label})


def allowed(actor: Actor, attendee: Attendee) -> bool:
    """May the actor answer for this person? True when the office keys it, False for the person; else raises."""
    keyed = actor.has(policy.NOTIFY) and not actor.grants
    require(actor, policy.NOTIFY if keyed else policy.OWN, attendee)
    if not keyed and not actor.grants and attendee.person_id != actor.person_id:
        raise Refused([Reason("只能替自己答复。")])
    if attendee.ended_on:
        raise Refused([Reason("已经不在参会名单上，不用答复。")])
    return keyed


def note_answer(attendee: Attendee, answer: str, by: str, keyed_by: str = "") -> None:
    """Write the answer and sign the receipts that wait for one."""
    today = clock.today()
    attendee.answer, attendee.answered_on, attendee.answered_by = answer, today, by[:40]
    attendee.save(update_fields=["answer", "answered_on", "answered_by"])
    sign(attendee, by, keyed_by)


def sign(attendee: Attendee, by: str, keyed_by: str = "") -> None:
    rows = NoticeReceipt.objects.filter(attendee=attendee)
    rows.filter(signed_on__isnull=True).update(
        signed_on=clock.today(), signed_by=by[:40], keyed_by=keyed_by[:40]
    )
    if not keyed_by:
        rows.filter(read_at__isnull=True).update(read_at=clock.now())


# ------------------------------------------------------------------ chasing


def open_receipts(session):
    """Who was told and has not answered, in the order of the list."""
    rows = standing_receipts(session).filter(signed_on__isnull=True, attendee__ended_on__isnull=True)
    return (
        rows.exclude(attendee__answer=Answer.LEAVE)
        .select_related("attendee__person", "attendee__group", "notice")
        .order_by("attendee__rank", "id")
    )


def standing(session, capacity: str = Capacity.DEPUTY) -> Standing:
    """The numbers of one capacity."""
    rows = list(Attendee.objects.of(session).filter(capacity=capacity))
    receipts = standing_receipts(session).filter(attendee__in=rows)
    read = receipts.filter(read_at__isnull=False).values("attendee").distinct().count()
    answers = [one.answer for one in rows]
    told = receipts.values("attendee").distinct().count()
    waiting = (
        receipts.filter(signed_on__isnull=True, attendee__answer=Answer.NONE)
        .values("attendee")
        .distinct()
        .count()
    )
    return Standing(len(rows), told, read, answers.count(Answer.COMING), answers.count(Answer.LEAVE), waiting)


def phone_of(attendee: Attendee) -> str:
    """The telephone: as typed for the session, else of the register."""
    return attendee.phone or (attendee.person.phone if attendee.person_id else "")


def masked_phone(attendee: Attendee) -> str:
    return mask_phone(phone_of(attendee))


def chase(actor: Actor, session, receipts: Iterable[NoticeReceipt]) -> int:
    """Remind whoever has not answered; those without an account come onto the print list."""
    require_verb(actor, policy.NOTIFY)
    rows = list(receipts)
    if not rows:
        raise Refused([Reason("没有要催的人了。")])
    with transaction.atomic():
        NoticeReceipt.objects.filter(pk__in=[row.pk for row in rows]).update(chased_on=clock.today())
        people = [row.attendee for row in rows]
        outbox.post(
            "attendance.chased",
            session,
            {"attendees": people, "until": until(latest_notice(session))},
            url=own_address(session),
        )
        record(actor, "attendance.chase", session, {"count": len(rows)})
    return len(rows)


def reveal_phones(actor: Actor, session, reason: str) -> dict:
    """Attendee → whole telephone number of everybody who has not answered; why is noted in the log."""
    require_verb(actor, "person.unmask")
    if not reason.strip():
        raise Refused([Reason("还没有写理由。", "请写为什么要看完整号码。")])
    record(actor, "attendance.phones", session, {"reason": reason.strip()})
    return {row.attendee_id: phone_of(row.attendee) for row in open_receipts(session)}


def receipt_link(actor: Actor, receipt: NoticeReceipt) -> tuple[OneTimeLink, str]:
    """A link for somebody without an account: the notice, the own page, the answer. Older ones serve no more.
    Returns it with its secret, which is shown once."""
    require_verb(actor, "link.make")
    require(actor, policy.NOTIFY, receipt)
    attendee = receipt.attendee
    if attendee.ended_on:
        raise Refused([Reason("已经不在参会名单上，不用发链接。")])
    days = timing.practice(LINK_RULE)["person_days"]
    last = max(clock.today() + timedelta(days=days), attendee.session.closes_on)
    with transaction.atomic():
        older = OneTimeLink.objects.filter(
            model=receipt._meta.label_lower, object_id=receipt.pk, revoked_at__isnull=True
        )
        older.update(revoked_at=clock.now())
        link, secret = make_link(
            receipt, [policy.OWN], expires_at=clock.at(last + timedelta(days=1), 0), label=attendee.name,
            person=attendee.person, single_use=False,
        )  # fmt: skip
        NoticeReceipt.objects.filter(pk=receipt.pk).update(way=Way.LINK)
        record(actor, "link.make", receipt, {"who": attendee.name, "purpose": "看会议通知并答复"})
    return link, secret
