"""The way of a meeting of the presidium: planned, called, opened with a quorum, recorded, minuted, filed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.dossiers.models import DossierItem
from renda.kernel.notices.models import Notice
from renda.kernel.people.models import Appointment
from renda.kernel.procedures.execute import Refused, execute
from renda.modules.presidium import selectors
from renda.modules.presidium.models import Decision, Meeting
from tests.modules.presidium.scene import DAY, Scene

DECIDED = {"outcome": "七月上旬到现场查看。", "in_favour": 3, "against": 1, "due_on": DAY + timedelta(days=30)}


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(date(2026, 5, 20))
    return Scene(town_set)


def test_a_meeting_from_the_plan_to_the_shelf(scene, frozen_clock):
    scene.planned()
    assert [topic.title for topic in scene.meeting.topics.all()] == ["听取饮水安全专项工作报告", "研究执法检查方案"]
    scene.act("call")
    assert Notice.objects.filter(kind="presidium.called").exists()
    frozen_clock.to(DAY)
    scene.act("open", {"host": scene.people[0], "present": scene.people[:4], "excused": scene.people[4:]})
    scene.record(0, unit=scene.made.units["water"], **DECIDED)
    with pytest.raises(Refused, match="还有1个议题"):
        scene.act("close")
    scene.record(0 if not scene.meeting.topics.all()[0].recorded else 1)
    scene.act("close")
    scene.act("file")
    meeting = scene.meeting
    assert meeting.state == "filed" and (meeting.members, meeting.present) == (5, 4)
    roles = set(DossierItem.objects.filter(dossier__object_id=meeting.pk).values_list("role", flat=True))
    assert {"notice", "minutes"} <= roles
    minutes = DossierItem.objects.get(dossier__object_id=meeting.pk, role="minutes").paper
    for words in ("主席团第一次会议", "5名", "4名", "七月上旬到现场查看", "水利站", "韩团员", "没有作出决定"):
        assert words in minutes.text, words


def test_the_next_meeting_has_a_day_by_the_rule(scene, frozen_clock):
    frozen_clock.to(DAY)
    scene.opened()
    scene.record(0)
    scene.record(1)
    scene.act("close")
    assert selectors.next_due().due_on == date(2026, 9, 3)
    frozen_clock.to(date(2026, 8, 20))
    scene.opened(held_on=date(2026, 8, 20), topics="听取半年工作情况")
    scene.record(0)
    scene.act("close")
    old = Deadline.objects.get(key="next", object_id=Meeting.objects.get(number=1).pk)
    assert old.status == DeadlineStatus.MET and selectors.next_due().due_on == date(2026, 11, 20)


def test_without_a_quorum_it_does_not_open_and_the_article_is_named(scene, frozen_clock):
    frozen_clock.to(DAY)
    scene.planned()
    with pytest.raises(Refused) as refused:
        scene.act("open", {"host": scene.people[0], "present": scene.people[:2]})
    reason = refused.value.reasons[0]
    assert "需要3人" in reason.text and reason.rule == "presidium-quorum" and reason.articles
    assert scene.meeting.state == "planned" and not scene.meeting.attendances.exists()


def test_a_decision_needs_more_than_half_of_all_members_not_of_those_present(scene, frozen_clock):
    frozen_clock.to(DAY)
    scene.opened(present=3)
    with pytest.raises(Refused) as refused:
        scene.record(0, outcome="同意。", in_favour=2)
    assert refused.value.reasons[0].rule == "presidium-decision-majority"
    scene.record(0, outcome="同意。", in_favour=3)
    assert "赞成3名" in scene.meeting.topics.all()[0].verdict


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"in_favour": 3, "against": 2, "outcome": "同意。"}, "比到会的4人还多"),
        ({"outcome": "同意。"}, "要填赞成几人"),
        ({"due_on": DAY}, "没有写决定"),
        ({**DECIDED, "due_on": DAY - timedelta(days=1)}, "在开会以前"),
    ],
)
def test_records_that_do_not_add_up(scene, frozen_clock, data, words):
    frozen_clock.to(DAY)
    scene.opened()
    with pytest.raises(Refused, match=words):
        scene.record(0, **data)
    assert not Decision.objects.exists()


def test_a_topic_is_recorded_once(scene, frozen_clock):
    frozen_clock.to(DAY)
    scene.opened()
    topic = str(scene.meeting.topics.first().pk)
    scene.act("record", {"topic": topic, "discussion": "一"})
    with pytest.raises(Refused, match="已经记录过"):
        scene.act("record", {"topic": topic, "discussion": "二"})


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"held_on": date(2026, 5, 1)}, "已经过了"),
        ({"topics": " \n 、\n"}, "还没有写议题"),
        ({"is_extra": True, "proposers": 2}, "不到3名"),
        ({"held_on": date(2021, 1, 1)}, "届次"),
    ],
)
def test_plans_that_can_not_be(scene, more, words):
    with pytest.raises(Refused, match=words):
        scene.planned(**more)
    assert not Meeting.objects.exists()


def test_nobody_is_both_there_and_on_leave_and_strangers_do_not_count(scene, frozen_clock):
    frozen_clock.to(DAY)
    scene.planned()
    with pytest.raises(Refused, match="又到会又请假"):
        scene.act("open", {"host": scene.people[0], "present": scene.people[:4], "excused": scene.people[3:]})
    with pytest.raises(Refused, match="不是主席团成员"):
        scene.act("open", {"host": scene.people[0], "present": [*scene.people[:3], scene.made.people["leader"]]})


def test_a_member_whose_seat_ended_yesterday_is_not_counted(scene, frozen_clock):
    Appointment.objects.filter(person=scene.people[4]).update(until_on=DAY - timedelta(days=1))
    frozen_clock.to(DAY)
    scene.opened(present=3)
    assert scene.meeting.members == 4 and scene.meeting.attendances.count() == 4


def test_who_stays_away_without_leave_is_seen(scene, frozen_clock):
    frozen_clock.to(DAY)
    scene.opened(present=3, excused=1)
    records = {one.person.name: (one.present, one.excused, one.absent) for one in selectors.attendance_of(scene.made.term)}
    assert records["韩团员"] == (0, 0, 1) and records["梁团员"] == (0, 1, 0) and records["陈主席"] == (1, 0, 0)
    assert selectors.attendance_of(scene.made.term)[0].person.name == "韩团员"


def test_called_off_and_changed(scene):
    scene.planned()
    scene.act("change", {"held_on": DAY, "starts": "下午3时", "venue": "二楼", "topics": "研究执法检查方案\n人事事项"})
    assert [topic.title for topic in scene.meeting.topics.all()] == ["研究执法检查方案", "人事事项"]
    scene.act("call_off", {"reason": "防汛"})
    assert scene.meeting.state == "called_off"
    scene.planned()
    assert scene.meeting.number == 2


class TestDecisions:
    @pytest.fixture
    def decision(self, scene, frozen_clock) -> Decision:
        frozen_clock.to(DAY)
        scene.opened()
        scene.record(0, unit=scene.made.units["water"], **DECIDED)
        return Decision.objects.get()

    def test_the_unit_is_told_and_reports(self, decision, town_set):
        assert Notice.objects.filter(kind="presidium.decided").exists()
        assert Deadline.objects.get(key="carry_out").unit == town_set.units["water"]
        execute(town_set.actor("unit_handler"), decision, "progress", {"progress": "已到现场"})
        decision.refresh_from_db()
        assert "已到现场" in decision.progress and "吴经办" in decision.progress

    def test_carried_out(self, decision, town_set):
        with pytest.raises(Refused, match="晚于今天"):
            execute(town_set.actor("office"), decision, "finish", {"done_on": DAY + timedelta(days=9), "result": "办成"})
        execute(town_set.actor("office"), decision, "finish", {"done_on": DAY, "result": "主管已通水"})
        decision.refresh_from_db()
        assert decision.state == "carried_out"
        assert Deadline.objects.get(key="carry_out").status == DeadlineStatus.MET

    def test_another_day_and_dropped(self, decision, town_set):
        later = DAY + timedelta(days=60)
        execute(town_set.actor("office"), decision, "postpone", {"due_on": later, "reason": "主汛期"})
        assert Deadline.objects.get(key="carry_out").due_on == later
        execute(town_set.actor("chair"), decision, "drop", {"reason": "上级另有安排"})
        decision.refresh_from_db()
        assert decision.state == "dropped" and Deadline.objects.get(key="carry_out").status == DeadlineStatus.CANCELLED
