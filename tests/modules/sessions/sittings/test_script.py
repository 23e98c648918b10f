"""The chair's script fills itself and follows what happened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from renda.foundation import clock
from renda.kernel.ballots import steps as votes
from renda.modules.sessions.attendance.models import Duty
from renda.modules.sessions.sittings import selectors
from renda.modules.sessions.sittings.actions import course, planning, signing
from renda.modules.sessions.sittings.models import SignIn, Sitting
from renda.modules.sessions.sittings.script import file_script, script_of
from tests.modules.sessions.sittings.hall import Hall


@pytest.fixture
def usual(hall: Hall) -> dict[str, Sitting]:
    """The usual sittings of a session, everybody in the hall of each full one."""
    planning.cancel_sitting(hall.office, hall.sitting, "换成常用安排")
    made = {row.title: row for row in planning.plan_usual(hall.office, hall.session, "三楼会议室", "陈主席")}
    for place, row in enumerate(hall.attendees[:3]):
        Duty.objects.create(attendee=row, kind="presidium", position=place)
    return made


def signed(hall: Hall, sitting: Sitting, count: int) -> Sitting:
    sitting = hall.begin_sign_in(sitting)
    hall.sign(*hall.attendees[:count], sitting=sitting)
    return sitting


def text_of(script) -> str:
    return "\n".join(
        "\n".join(
            [step.heading, *step.lines, *(line for one in step.branches for line in one.lines), *step.after]
        )
        for step in script.steps
    )


def step_of(script, heading: str):
    return next(step for step in script.steps if step.heading == heading)


def test_the_preparatory_script_knows_who_is_there_and_what_comes_next(hall, usual):
    sitting = signed(hall, usual["预备会议"], 7)
    script = script_of(sitting)
    told = text_of(script)
    assert "应到代表9名，实到7名，请假0名" in told and "议程有两项" in told
    assert "王代表、赵代表、刘代表" in told
    assert "今天9:00在小会议室举行主席团第一次会议" in told and "请于今天9:30到会场就座" in told
    agenda = step_of(script, "通过会议议程")
    assert agenda.entry.text == "通过会议议程"
    assert [one.key for one in agenda.branches] == ["by_hand"] and "达到5票" in "".join(
        agenda.branches[0].lines
    )
    assert any("预备会议的议程进行完毕" in line for line in agenda.after)


def test_the_opening_script_calls_the_reporters(hall, usual):
    report = usual["第一次全体会议"].entries.first()
    report.speaker = "镇长李镇长"
    report.save()
    hall.list_observer()
    told = text_of(script_of(signed(hall, usual["第一次全体会议"], 9)))
    assert "请镇长李镇长作报告" in told and "听取预算执行情况和预算草案的报告" in told
    assert "列席今天会议的有：有关单位负责人和应邀人员共1人" in told and "现在散会" in told


def test_the_last_sitting_elects_before_it_resolves_and_ends_once(hall, usual):
    told = text_of(script_of(signed(hall, usual["第二次全体会议"], 9)))
    assert (
        told.index("宣布候选人名单")
        < told.index("表决关于镇人民政府工作报告的决议")
        < told.index("闭幕。请全体起立")
    )
    assert told.count("现在举行") == 1 and "选举大会到此结束" not in told


def vote(hall: Hall, entry):
    return votes.prepare(
        hall.office,
        session=hall.session,
        title=entry.text.removeprefix("表决"),
        method="hands",
        subject=entry,
        on=clock.today(),
    )


def test_a_vote_that_is_not_counted_yet_says_so(hall, usual):
    sitting = signed(hall, usual["第二次全体会议"], 9)
    entry = sitting.entries.get(text__contains="预算")
    vote(hall, entry)
    step = step_of(script_of(sitting), "表决关于预算的决议")
    assert [one.key for one in step.branches] == ["waiting"] and step.ballots


@pytest.mark.parametrize(
    ("outcome", "way", "words"),
    [
        ({"passed": True}, "passed", "现在我宣布：关于预算的决议，通过。"),
        ({"passed": False}, "failed", "关于预算的决议没有达到法定票数，没有通过。"),
        (
            {"passed": None, "winners": [{"name": "方卫东", "key": "o1"}], "next": {"key": "done"}},
            "elected",
            "现在我宣布：方卫东当选。",
        ),
        (
            {"passed": None, "next": {"key": "revote", "sentence": "甲和乙票数相等。"}},
            "revote",
            "甲和乙票数相等。",
        ),
        ({"passed": None, "next": {"key": "further", "sentence": "还缺一名。"}}, "further", "还缺一名。"),
        (
            {"passed": None, "valid": False, "next": {"key": "repeat", "sentence": "收回多于发出。"}},
            "repeat",
            "收回多于发出。",
        ),
    ],
)
def test_the_script_follows_the_result(hall, usual, outcome, way, words):
    sitting = signed(hall, usual["第二次全体会议"], 9)
    ballot = vote(hall, sitting.entries.get(text__contains="预算"))
    ballot.outcome = {
        "valid": True, "sentence": "赞成8票，反对1票，弃权0票。", "rule": "decision-majority", "articles": ["地方组织法第25条"],
        "base": 9, "needed": 5, "figures": {}, "lines": [], "write_ins": [], "statements": [], **outcome,
    }  # fmt: skip
    ballot.declared_at = clock.now()
    ballot.save()
    (branch,) = step_of(script_of(sitting), "表决关于预算的决议").branches
    assert branch.key == way and any(words in line for line in branch.lines)
    assert "赞成8票，反对1票，弃权0票。" in branch.lines and branch.articles == ("地方组织法第25条",)


def test_when_too_many_left_nothing_is_put_to_the_vote(hall, usual):
    sitting = signed(hall, usual["第二次全体会议"], 6)
    sitting = course.open_sitting(hall.chair, sitting)
    signing.leave(hall.office, SignIn.objects.filter(sitting=sitting).first(), "急诊")
    step = step_of(script_of(sitting), "表决关于预算的决议")
    assert [one.key for one in step.branches] == ["quorum_lost"]
    assert "还差 1 人" in "".join(step.branches[0].lines) and step.branches[0].articles


def test_the_presidium_has_its_own_numbers(hall, usual):
    sitting = hall.begin_sign_in(usual["主席团第一次会议"])
    hall.sign(*hall.attendees[:2], sitting=sitting)
    script = script_of(sitting)
    assert "主席团共有成员3名，实到2名" in text_of(script)
    (branch,) = step_of(script, "通过会议日程和表决办法").branches
    assert branch.key == "by_hand" and "达到2票" in "".join(branch.lines)


def test_groups_have_no_script_and_every_other_sitting_has_one(hall, usual):
    for title, sitting in usual.items():
        assert (script_of(sitting) is None) == (title == "分组审议")


def test_the_printed_script_is_what_is_read_out(hall, usual):
    sitting = signed(hall, usual["预备会议"], 7)
    paper = file_script(hall.chair, sitting)
    assert "预备会议主持词" in paper.title and "实到7名" in paper.text and "达到5票" in paper.text


def test_a_script_asks_as_often_for_many(hall, usual, assert_queries_flat):
    sitting = signed(hall, usual["第一次全体会议"], 5)
    made = iter(range(100))

    def more(count: int) -> None:
        hall.add_deputies(count)
        for _ in range(count):
            sitting.entries.create(kind="report", text=f"听取第{next(made)}个报告", position=50)

    assert_queries_flat(
        lambda: script_of(Sitting.objects.select_related("session__term").get(pk=sitting.pk)), more, 2, 20
    )


def test_the_usual_times_follow_the_length_of_the_session(hall, usual):
    assert selectors.time_words(usual["第二次全体会议"].begins_at) == "9:00"
    assert usual["第二次全体会议"].held_on == hall.session.closes_on
    assert usual["第二次全体会议"].begins_at - usual["预备会议"].begins_at > timedelta(hours=20)
