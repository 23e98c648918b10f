"""People of the session being prepared: the roll taken, a notice sent, leave asked for, a paper to read, a meal; every
text is nasty."""

from __future__ import annotations

from typing import Any

from renda.kernel.documents.models import Paper
from renda.kernel.people.models import CongressSession
from renda.modules.sessions.attendance import (
    duties,
    guests,
    handouts,
    invitations,
    leave,
    roll,
    seating,
    services,
)
from renda.modules.sessions.attendance.models import Attendee, NoticeReceipt


def session_people(world: Any, nasty: Any) -> None:
    """In ``session``: ``meet_one`` is the deputy's row, ``meet_guest`` somebody typed by hand, ``meet_empty`` a group
    of nobody."""
    made = world.made
    office = made.actor("office")
    session = CongressSession.objects.get(pk=world.objects["session"])
    roll.sync(office, session, roll.compare(session).digest)
    guests.add_observers(office, session, [str(made.people["leader"].pk)])
    words = {"post": nasty("村民", 80), "needs": nasty("坐轮椅", 120), "phone": "13800001111"}
    guest = guests.save_guest(office, session, {"name": nasty("来宾", 40), "capacity": "guest", **words})
    group = duties.save_group(office, session, {"name": nasty("会上空组", 60), "place": nasty("二楼", 80)})
    one = Attendee.objects.get(session=session, person=made.people["deputy"])
    duty = duties.give(office, one, "presidium")
    notice = {"title": nasty("开会通知", 200), "text": nasty("请参加"), "capacities": ["deputy", "guest"]}
    sent = invitations.send(office, session, notice)
    asked = leave.ask(
        made.actor("other_deputy"),
        row_of(session, made, "other_deputy"),
        {"whole": True, "reason": nasty("住院")},
    )
    paper = {
        "title": nasty("报告", 120),
        "capacities": ["deputy"],
        "electronic": True,
        "paper": Paper.objects.order_by("id").first(),
    }
    material = handouts.save(office, session, paper)
    meal = {
        "kind": "meal",
        "name": nasty("午餐", 60),
        "on_date": session.opens_on,
        "place": nasty("食堂", 80),
    }
    service = services.save(office, session, meal)
    services.set_people(office, service, [one, guest])
    seating.seat_all(office, session)
    world.objects.update(
        meet_one=one.pk, meet_guest=guest.pk, meet_empty=group.pk, meet_duty=duty.pk, meet_notice=sent.pk, meet_leave=asked.pk,
        meet_paper=material.pk, meet_service=service.pk, meet_receipt=NoticeReceipt.objects.get(attendee=guest).pk,
    )  # fmt: skip


def row_of(session, made, role: str) -> Attendee:
    return Attendee.objects.get(session=session, person=made.people[role])
