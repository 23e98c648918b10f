"""A sitting signing in with people in the hall, a group discussion with a note, an agenda; every text is nasty."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.modules.sessions.attendance.models import Attendee, SessionGroup
from renda.modules.sessions.sittings.actions import course, notes, planning, programme, screens, signing
from renda.modules.sessions.sittings.actions.signing import Scan
from renda.modules.sessions.sittings.models import SignIn


def sittings(world: Any, nasty: Any) -> None:
    """In the session of the harness: ``sitting`` (a full one), ``talk`` (in groups), and one of everything on them."""
    made, session = world.made, world.made.session
    office = made.actor("office")
    group, _ = SessionGroup.objects.get_or_create(session=session, name=nasty("会上第一组", 60))
    for place, mandate in enumerate(made.mandates.values(), 1):
        facts = {"mandate": mandate, "capacity": "deputy", "name": mandate.person.name, "rank": place, "group": group}
        Attendee.objects.get_or_create(session=session, person=mandate.person, defaults=facts)
    begins = clock.now() + timedelta(hours=1)
    words = {"begins_at": begins, "place": nasty("礼堂", 80), "chair": nasty("陈主席", 60)}
    sitting = planning.plan_sitting(office, session, {"kind": "plenary", "title": nasty("全体会议", 60), **words})
    talk = planning.plan_sitting(office, session, {"kind": "group", "title": nasty("分组", 60), **words})
    entry = programme.add_entry(office, sitting, {"kind": "vote", "text": nasty("表决决议"), "speaker": nasty("镇长", 80)})
    review = programme.add_entry(office, talk, {"kind": "review", "text": nasty("审议报告")})
    item = programme.add_item(office, session, nasty("听取报告"))
    programme.publish(office, session, "agenda", decided_by=nasty("主席团", 60), decided_on=clock.today())
    programme.add_item(office, session, nasty("补选"))
    sitting = course.open_sign_in(office, sitting)
    scan = Scan(str(new_id()), Attendee.objects.filter(session=session).first().token, "code", clock.now())
    signing.sign_in(office, sitting, [scan], nasty("甲台"))
    note = notes.note(office, talk, group, said=nasty("路要修"), speaker=nasty("赵代表", 80), entry=review, answer=nasty("已列入"))
    screens.show(office, session, "words", heading=nasty("通告", 40), words=nasty("请安静"))
    row = SignIn.objects.get(sitting=sitting)
    world.objects.update(
        hall=session.pk, sitting=sitting.pk, talk=talk.pk, entry=entry.pk, agenda_item=item.pk, sign_in=row.pk,
        hall_group=group.pk, group_note=note.pk,
    )  # fmt: skip
