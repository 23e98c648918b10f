"""A round from the party committee's approval to the closed dossier: what is refused before what, papers, days, the second vote."""

from __future__ import annotations

from datetime import date

import pytest

from renda.foundation import clock
from renda.kernel.deadlines import loop
from renda.kernel.deadlines.models import Deadline
from renda.kernel.documents.models import Paper
from renda.kernel.dossiers.filing import dossier_of
from renda.kernel.notices.models import Notice
from renda.kernel.secret_votes import steps as votes
from renda.kernel.secret_votes.models import SecretVote
from renda.modules.appraisals import rules, selectors
from renda.modules.appraisals.models import Appraised, RunLine

pytestmark = pytest.mark.django_db


def text_of(template: str) -> str:
    return Paper.objects.get(template=template).text


def test_nothing_goes_out_before_the_party_committee_has_agreed(scene):
    scene.proposed()
    assert "不能“登记党委批准”" in str(scene.refused("approve"))
    scene.act("ask")
    assert "评议水利站的工作" in text_of("appraisal_request") and "2026年5月18日至2026年5月29日" in text_of(
        "appraisal_request"
    )
    later = {"approved_by": "镇党委", "approval": "同意。", "files": [scene.upload()]}
    assert "不能晚于今天" in str(scene.refused("approve", approved_on=date(2026, 5, 12), **later))
    scene.act("approve", approved_on=date(2026, 5, 11), **later)
    assert scene.part.state == "named" and "还没有定方案" in str(scene.refused("publish"))
    scene.act("plan", **scene.plan())
    assert "还没有定走访小组" in str(scene.refused("publish"))
    assert "日期前后不对" in str(scene.refused("plan", **{**scene.plan(), "report_by": date(2026, 6, 11)}))


def test_the_plan_goes_to_the_deputies_and_the_notice_to_the_unit(scene):
    scene.published()
    assert (
        "经镇党委同意" in text_of("appraisal_plan")
        and "3个等次" in text_of("appraisal_plan")
        and "过半数" in text_of("appraisal_plan")
    )
    assert "2026年6月10日" in text_of("appraisal_notice") and scene.part.state == "notified"
    due = Deadline.objects.get(key="report")
    assert due.due_on == date(2026, 6, 5) and due.unit == scene.made.units["water"]
    assert {"appraisal.invited", "appraised.announced"} <= set(Notice.objects.values_list("kind", flat=True))


def test_the_meeting_waits_for_heads_run_sheet_and_visits_and_warns_without_the_report(scene):
    scene.published()
    voting = {"held_on": date(2026, 6, 10), "monitors": "钱监票\n孙监票"}
    words = str(scene.refused("vote", **voting))
    assert "组长会议" in words and "议程" in words and "走访调查" in words
    scene.act("leaders", on=date(2026, 5, 11), by="组长", text="分工。")
    scene.do("note", "deputy", kind="visit", on=date(2026, 5, 11), by="李代表", people=3, text="听到的。")
    scene.act("arrange", report_minutes=10, speech_minutes=5, question_minutes=10)
    warned = scene.act("vote", **voting).warnings
    assert "还没有送来工作报告：水利站" in warned[0].text and "不到方案定的10人" in warned[1].text
    assert (
        "水利站负责人" in text_of("appraisal_agenda")
        and SecretVote.objects.get().objects_voted.get().unit == scene.made.units["water"]
    )


def test_what_is_said_stands_at_its_place_on_the_run_sheet(scene):
    scene.prepared()
    asked = RunLine.objects.get(kind="ask")
    scene.act(
        "speak",
        line=str(asked.pk),
        appraised=str(scene.part.pk),
        kind="ask",
        who="李代表",
        text="水费为什么涨？",
    )
    scene.act("speak", appraised=str(scene.part.pk), kind="answer", who="站长", text="按新标准。")
    kinds = list(scene.appraisal.lines.order_by("position").values_list("kind", flat=True))
    assert kinds == ["report", "speak", "ask", "answer", "vote"]
    scene.act("arrange", report_minutes=8, speech_minutes=5, question_minutes=10)
    assert (
        scene.appraisal.lines.filter(kind="ask").count() == 1
        and scene.appraisal.lines.get(kind="ask").text == "水费为什么涨？"
    )


def test_the_result_is_taken_from_the_secret_vote_and_a_void_one_is_prepared_anew(scene):
    scene.voting()
    votes.void(scene.made.actor("office"), SecretVote.objects.get(), "断网")
    assert scene.appraisal.state == "preparing"
    scene.act(
        "vote",
        held_on=date(2026, 5, 11),
        monitors="钱监票\n孙监票",
        others="\n".join(f"群众{n}" for n in range(9)),
    )
    scene.cast(4)
    assert scene.appraisal.state == "following" and scene.part.state == "rated" and scene.part.again
    assert scene.part.outcome["good"] == 4 and not scene.part.outcome["passed"]
    assert dossier_of(scene.appraisal).items.filter(role="count").exists()
    assert Deadline.objects.get(key="report").status == "cancelled"


@pytest.mark.parametrize("good, poor", [(0, True), (6, True), (7, False)])
def test_poor_is_what_the_rule_of_the_place_says(good, poor, scene):
    scene.rated(good)
    assert scene.part.outcome["valid"] == 12 and scene.part.again is poor


def test_a_place_may_ask_for_more(scene):
    from renda.kernel.units.models import TownProfile
    from renda.kernel.units.scope import forget

    profile = TownProfile.current()
    profile.rule_settings = {
        "appraisal-second-vote": {"default": {"num": 7, "den": 10, "compare": ">=", "base": "ballots"}}
    }
    profile.save()
    forget()
    assert rules.is_poor({"good": 8, "valid": 12}) and not rules.is_poor({"good": 9, "valid": 12})
    assert rules.is_poor({"label": "太少"}) is None


def test_the_letter_counts_what_was_heard_and_starts_two_days(scene, frozen_clock):
    scene.prepared().keyed(5, opinion="态度差")
    scene.act(
        "vote",
        held_on=date(2026, 5, 11),
        monitors="钱监票\n孙监票",
        others="\n".join(f"群众{n}" for n in range(9)),
    )
    scene.cast(4)
    assert "还没有写整改意见" in str(scene.refused("opinion", "do", merits="好。"))
    scene.do("list_demand", fault="窗口没有人。", ask="轮流值班")
    scene.do("opinion", merits="抢修及时。")
    letter = text_of("appraisal_opinion")
    assert "12人" in letter and "收到意见5条" in letter and "满意4票" in letter and "轮流值班。" in letter
    due = {
        row.key: row.due_on for row in Deadline.objects.filter(model="appraisals.appraised", status="running")
    }
    assert due == {"plan": scene.part.plan_by, "rectify": scene.part.result_by}
    assert due["plan"] == date(2026, 5, 26) and due["rectify"] == date(2026, 8, 11)


def test_measure_plan_proof_check_and_only_then_over(scene):
    scene.written(good=12)
    assert "还有2条整改意见没有定措施" in str(
        scene.refused("hand_in_plan", "do", role="unit_handler", study="研究")
    )
    late = {"measure": "改。", "person": "马骏", "due_on": date(2027, 1, 1)}
    assert "完成日期太晚" in str(scene.refused("measure", "mend", **late))
    scene.each("measure", measure="排班。", person="马骏", due_on=date(2026, 8, 1))
    assert "请先报整改方案" in str(scene.refused("show", "mend", result="好了", files=[scene.upload()]))
    scene.do("hand_in_plan", "unit_handler", study="开会研究")
    assert "马骏" in text_of("rectification_list")
    assert "还有2条没有报结果" in str(
        scene.refused("hand_in_result", "do", role="unit_handler", lasting="坚持")
    )
    scene.each("show", result="已排班。", files=[scene.upload("值班表.jpg")])
    scene.do("hand_in_result", "unit_handler", lasting="坚持。")
    assert "还有2条整改意见没有销号" in str(
        scene.refused("settle", "do", role="chair", on=date(2026, 5, 11), text="好")
    )
    scene.mend("send_back", "chair", on=date(2026, 5, 11), text="只贴了一处。", due_on=date(2026, 8, 10))
    assert scene.demand.rounds == 1 and "待复查" not in scene.demand.state_label()
    scene.mend("show", result="都贴了。", files=[scene.upload("二.jpg")])
    scene.each("close", "chair", on=date(2026, 5, 11), text="看过。")
    scene.do("settle", "chair", on=date(2026, 5, 11), text="都改好了。")
    assert scene.part.state == "settled" and dossier_of(scene.part).sealed_at


def test_a_unit_that_misses_its_day_is_pressed(scene, frozen_clock):
    scene.planned(good=12)
    frozen_clock.to(date(2026, 8, 14))
    loop.run_town(loop.LoopReport(clock.now()))
    late = Deadline.objects.filter(status="late")
    assert {row.key for row in late} == {"rectify", "mend"}
    assert Notice.objects.filter(kind="appraisal.due_late").count() == 3
    scene.do(
        "press",
        on=date(2026, 8, 14),
        found="窗口还是没有人。",
        report_by=date(2026, 8, 28),
        superior="县水利局",
    )
    notice = text_of("rectification_notice")
    assert "0项已经完成，2项没有完成" in notice and "2026年8月28日" in notice and scene.part.pressed == 1


def test_a_poor_result_is_voted_on_again_and_the_dossier_closes(scene):
    scene.mended(good=4)
    assert "现在不需要" in str(scene.refused("settle", "do", role="chair", on=date(2026, 5, 11), text="好"))
    scene.do("to_second", "chair", on=date(2026, 5, 11), text="都改好了。")
    assert Deadline.objects.get(key="second_vote").due_on == date(2026, 8, 11)
    scene.act(
        "vote_again",
        units=[scene.part],
        held_on=date(2026, 5, 11),
        monitors="钱监票\n孙监票",
        others="\n".join(f"群众{n}" for n in range(9)),
    )
    assert "已经在准备" in str(
        scene.refused("vote_again", units=[scene.part], held_on=date(2026, 5, 11), monitors="钱监票\n孙监票")
    )
    scene.cast(10)
    assert (
        scene.part.state == "settled"
        and scene.part.second["good"] == 10
        and Deadline.objects.get(key="second_vote").status == "met"
    )
    assert "告知以后再归档" in str(scene.refused("file"))
    scene.act("tell")
    assert "案卷还缺：评议会记录" in str(scene.refused("file"))
    scene.act("speak", kind="report", who="站长", text="报告。")
    scene.act("minute")
    scene.act("file")
    assert dossier_of(scene.appraisal).sealed_at
    years, lines = selectors.over_years(Appraised.objects.all())
    assert years == [2026] and lines[0].parts[0].second["good"] == 10


def test_poor_twice_goes_to_the_party_committee(scene):
    scene.mended(good=4).do("to_second", "chair", on=date(2026, 5, 11), text="改了。")
    scene.act(
        "vote_again",
        units=[scene.part],
        held_on=date(2026, 5, 11),
        monitors="钱监票\n孙监票",
        others="\n".join(f"群众{n}" for n in range(9)),
    )
    scene.cast(2)
    assert scene.part.state == "rated"
    scene.do("pass_up", text="报镇党委，函告县水利局。", files=[scene.upload("函.jpg")])
    assert scene.part.state == "settled" and scene.part.checked.startswith("报镇党委")


def test_a_round_that_is_given_up_leaves_nobody_waiting(scene):
    scene.published().act("cancel", reason="汛情")
    assert scene.part.state == "dropped" and not Deadline.objects.filter(status="running").exists()
