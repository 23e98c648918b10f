"""A county session that was handed in, with a later item, a draft, and a paper for its deputy, who is the town's deputy too."""

from __future__ import annotations

from datetime import timedelta

from renda.foundation import clock
from renda.kernel.files import store
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.county_sessions import materials
from renda.modules.county_sessions.models import Participant
from tests.harness.town import make_mandate


def county_sessions(world, nasty) -> None:
    made, today = world.made, clock.today()
    seat = make_mandate(made.people["deputy"], made, level="county", constituency=None, group=None)
    office = made.actor("office")
    days = {
        "opens_on": today,
        "closes_on": today + timedelta(days=3),
        "hand_in_on": today + timedelta(days=2),
    }
    named = {
        "county": nasty("云川县", 30),
        "venue": nasty("会议中心", 80),
        "receiver": nasty("选任联", 80),
        "hand_in_why": nasty("通知", 120),
    }
    session = open_matter(
        office, "county_session", "record", {"county_term": 18, "number": 5, **named, **days}
    ).matter
    place = Participant.objects.get(session=session, mandate=seat)
    file = store.accept("会议须知".encode(), "须知.txt", town_id=made.town.pk)
    paper = materials.save(office, session, {"title": nasty("会议须知", 120), "file": file})
    materials.hand_out(office, session, [place], [paper])
    items(world, nasty, session, seat)
    world.objects.update(
        county_session=session.pk,
        county_place=place.pk,
        county_material=paper.pk,
        county_package=session.packages.get().pk,
    )


def items(world, nasty, session, seat) -> None:
    """One handed in, one that came later, a draft."""
    office, deputy, today = world.made.actor("office"), world.made.actor("deputy"), clock.today()
    words = {
        "kind": "suggestion",
        "session": session,
        "facts": nasty("情况"),
        "place": nasty("地点", 120),
        "ask": nasty("建议"),
        "others": nasty("李建华"),
    }
    gone = open_matter(
        office, "county_item", "enter", {**words, "author": seat, "title": nasty("甲", 120)}
    ).matter
    execute(office, gone, "check", {"note": nasty("看过")})
    execute(office, session, "number")
    execute(
        office,
        type(session).objects.get(pk=session.pk),
        "submit",
        {"done_on": today, "submitted_how": "by_hand"},
    )
    later = open_matter(
        office, "county_item", "enter", {**words, "author": seat, "title": nasty("乙", 120)}
    ).matter
    draft = open_matter(deputy, "county_item", "draft", {**words, "title": nasty("丙", 120)}).matter
    world.objects.update(county_item=later.pk, county_sent=gone.pk, county_draft=draft.pk)
