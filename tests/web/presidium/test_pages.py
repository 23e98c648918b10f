"""The presidium's pages: planning, opening, recording by form, decisions, who stays away."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from renda.modules.presidium.models import Decision, Meeting
from tests.modules.presidium.scene import DAY, Scene


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(DAY)
    return Scene(town_set)


def words(response) -> str:
    return response.content.decode()


def test_the_whole_way_by_forms(scene, client_as):
    office = client_as("office")
    assert "还没有主席团会议" in words(office.get(reverse("presidium:list")))
    typed = {"held_on": "2026-06-03", "starts": "上午9时", "venue": "会议室", "topics": "听取<b>饮水</b>情况\n研究方案", "version": 0}
    wrong = office.post(reverse("presidium:new"), {**typed, "held_on": "2026-01-01"})
    assert wrong.status_code == 422 and "已经过了" in words(wrong) and "会议室" in words(wrong)
    assert office.post(reverse("presidium:new"), typed).status_code == 302
    meeting = Meeting.objects.get()

    def step(verb, **data):
        meeting.refresh_from_db()
        return office.post(reverse("presidium:meeting-step", args=[meeting.pk, verb]), {"version": meeting.version, **data})

    assert "饮水" in words(office.get(meeting.get_absolute_url())) and "<b>饮水" not in words(office.get(meeting.get_absolute_url()))
    host = scene.people[0].pk
    few = step("open", host=host, present=[host])
    assert few.status_code == 422 and "需要3人" in words(few)
    assert step("open", host=host, present=[one.pk for one in scene.people[:4]]).status_code == 302
    first, second = meeting.topics.all()
    page = words(office.get(reverse("presidium:meeting-step", args=[meeting.pk, "record"]) + f"?topic={second.pk}"))
    assert "研究方案" in page
    unit = scene.made.units["water"].pk
    assert step("record", topic=first.pk, discussion="偏慢", outcome="限期整改", in_favour=4, unit=unit, due_on="2026-07-01").status_code == 302
    assert step("record", topic=second.pk, discussion="同意").status_code == 302
    assert step("close").status_code == 302
    assert step("file").status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == "filed"
    shown = words(office.get(meeting.get_absolute_url()))
    assert "限期整改" in shown and "缺席（没有请假）" in shown and "主席团第一次会议纪要" in shown
    listed = words(office.get(reverse("presidium:list")))
    assert "下一次会议最迟哪天开" in listed and "2026年9月3日" in listed and "5名中的4名" in listed
    assert "限期整改" in words(client_as("unit_handler").get(reverse("presidium:decisions")))


def test_a_page_left_open_does_not_overwrite(scene, client_as):
    scene.planned()
    meeting = scene.meeting
    office, url = client_as("office"), reverse("presidium:meeting-step", args=[meeting.pk, "call_off"])
    scene.act("call")
    late = office.post(url, {"version": meeting.version, "reason": "防汛"})
    assert late.status_code == 409 and "防汛" in words(late)


def test_queries_do_not_grow_with_the_meetings(scene, client_as, django_assert_max_num_queries):
    office = client_as("office")
    scene.opened()
    scene.record(0, outcome="同意", in_favour=3, due_on=date(2026, 7, 1))
    office.get(reverse("presidium:list"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def counted(name, *args):
        with CaptureQueriesContext(connection) as caught:
            assert office.get(reverse(name, args=args)).status_code == 200
        return len(caught)

    names = ("presidium:list", "presidium:decisions", "presidium:attendance")
    before = [counted(name) for name in names]
    for _ in range(3):
        scene.opened()
        for _ in range(2):
            topic = scene.meeting.topics.filter(recorded=False).first()
            scene.act("record", {"topic": str(topic.pk), "discussion": "记", "outcome": "同意", "in_favour": 3, "due_on": date(2026, 7, 1)})
    assert [counted(name) for name in names] == before
    assert Decision.objects.count() == 7
