"""The way of an inspection: topic with its rows, decision, fact-finding, plan, field, report, problems, result told, filed."""

from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.access.policies import can, visible
from renda.kernel.deadlines.models import Deadline
from renda.kernel.dossiers.models import Dossier, DossierItem
from renda.kernel.notices.models import Notice
from renda.kernel.procedures.execute import Refused
from renda.modules.supervision import selectors
from renda.modules.supervision.models import Finding, Inspection, Problem
from tests.modules.supervision.scene import DUE, FIRST, LAST, PLACES, TODAY, TOPIC, Scene


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(TODAY)
    return Scene(town_set)


def roles_of(matter) -> set[str]:
    return set(DossierItem.objects.filter(dossier__object_id=matter.pk).values_list("role", flat=True))


def text_of(matter, role: str) -> str:
    return DossierItem.objects.get(dossier__object_id=matter.pk, role=role).paper.text


def test_from_the_topic_to_the_sealed_dossier(scene, frozen_clock):
    scene.planned()
    frozen_clock.to(FIRST)
    scene.act("begin")
    notice = text_of(scene.inspection, "plan")
    assert all(words in notice for words in (*PLACES, "进货台账是否齐全", "陈主席", "王代表", "水利站"))
    scene.receive(
        scene.sent("f-1", item=1, result="wrong", text="没有台账。"),
        scene.sent("f-2", site=1),
        scene.sent("f-3", site=1, kind="opinion", result="", text="希望多抽检。", who="李大娘"),
    )
    frozen_clock.to(LAST)
    scene.act("finish", ends_on=LAST, heard="水利站", visited=46, files_read=11)
    scene.listed()
    scene.act("report", meeting="主席团第七次会议", situation="全镇登记农资经营户21家。", advice="限期改正。")
    report = text_of(scene.inspection, "report")
    counted = "查看了2个检查点，检查2项次，没有问题的1项次，有问题的1项次，听取群众意见1条"
    assert counted in report and "走访46人" in report and "第三十条" in report and "2026年9月17日" in report
    assert "个别门店台账不全" in text_of(scene.inspection, "list")
    waited = Deadline.objects.get(object_id=scene.inspection.pk)
    assert (waited.key, waited.due_on) == ("feedback", date(2026, 9, 17))
    assert scene.problem.state == "doing" and Deadline.objects.get(object_id=scene.problem.pk).due_on == DUE
    put_right(scene, frozen_clock)
    scene.act("feedback", on=date(2026, 7, 20), text="已经开会研究，逐条落实。")
    scene.act("tell", session=scene.made.session, note="谢谢大家。")
    assert "发现问题1个，已经改好销号1个" in Notice.objects.get(kind="supervision.told").body
    scene.act("file")
    assert scene.inspection.state == "filed" and Dossier.objects.get(object_id=scene.inspection.pk).sealed_at


def put_right(scene: Scene, frozen_clock) -> None:
    """Shown, not enough, shown again, closed with proof."""
    frozen_clock.to(date(2026, 7, 10))
    proof = {"result": "台账补齐了。", "person": "马骏"}
    assert "证明" in str(scene.refused("show", "do", role="unit_handler", **proof, files=[]))
    scene.do("show", "unit_handler", **proof, files=[scene.upload()])
    assert "还有1个问题没有销号" in str(scene.refused("file"))
    scene.do("send_back", on=date(2026, 7, 10), text="只补了一半。", due_on=DUE)
    assert (
        scene.problem.rounds == 1
        and Deadline.objects.filter(object_id=scene.problem.pk, status="running").exists()
    )
    frozen_clock.to(date(2026, 7, 20))
    scene.do("show", "unit_handler", **proof, files=[scene.upload("补齐.jpg")])
    scene.do("close", "chair", on=date(2026, 7, 20), text="王代表到店里看过，已经补齐。")
    assert scene.problem.state == "closed" and "proof" in roles_of(scene.problem)


def test_it_does_not_begin_before_somebody_looked_around(scene):
    scene.decided()
    refused = str(scene.refused("begin"))
    assert all(
        words in refused for words in ("还没有摸底", "还没有定方案", "还没有写检查什么", "还没有写检查点")
    )


def test_an_inspection_names_its_law_and_its_problems_the_article(scene):
    assert "写明检查哪部法律" in str(scene.refused_opening(law=" "))
    scene.finished()
    assert "没有写违反哪一条" in str(
        scene.refused(
            "list_problem",
            title="台账不全",
            facts="没有",
            ask="补",
            unit=scene.made.units["water"],
            due_on=DUE,
        )
    )


def test_a_place_without_record_must_be_struck_first(scene):
    scene.begun()
    scene.receive(scene.sent("f-1"))
    end = {"ends_on": TODAY, "heard": "水利站", "visited": 1, "files_read": 1}
    assert PLACES[1] in str(scene.refused("finish", **end))
    second = scene.inspection.sites.get(name=PLACES[1])
    scene.act("strike_site", site=str(second.pk), reason="店主不在")
    assert "在开始以前" in str(scene.refused("finish", **{**end, "ends_on": date(2026, 6, 15)}))


@pytest.mark.parametrize(
    ("form", "template"),
    [("visit", "visit_report"), ("survey", "survey_report"), ("report", "opinion_to_government")],
)
def test_the_other_forms_have_their_own_papers(scene, frozen_clock, form, template):
    scene.planned(form)
    frozen_clock.to(FIRST)
    scene.act("begin")
    scene.receive(scene.sent("f-1"), scene.sent("f-2", site=1))
    frozen_clock.to(LAST)
    scene.act("finish", ends_on=LAST, heard="水利站", visited=46, files_read=3, talks=2)
    scene.listed(article="")
    scene.act("report", meeting="主席团第七次会议", advice="抓紧办。", causes="人手少。")
    item = DossierItem.objects.get(dossier__object_id=scene.inspection.pk, role="report")
    assert item.paper.template == template and "个别门店台账不全" in item.paper.text


def test_a_deputy_sees_what_was_decided_and_a_unit_its_own_problems(scene):
    made = scene.made
    scene.proposed()
    assert not visible(made.actor("deputy"), Inspection).exists()
    scene.act("decide", decided_on=TODAY, decided_by="主席团会议", decision="同意")
    assert visible(made.actor("deputy"), Inspection).get().topic == TOPIC
    assert not visible(made.actor("unit_handler"), Inspection).exists()


def test_problems_are_out_of_the_unit_s_reach_until_they_are_handed_over(scene):
    made = scene.made
    scene.finished().listed()
    assert not visible(made.actor("unit_handler"), Problem).exists()
    scene.act("report", meeting="主席团第七次会议", advice="抓紧办。")
    assert visible(made.actor("unit_handler"), Problem).exists()
    assert not visible(made.actor("other_unit"), Problem).exists()
    assert can(made.actor("unit_handler"), "problem.show", scene.problem)
    assert not can(made.actor("other_unit"), "problem.show", scene.problem)


def test_whoever_went_least_stands_first(scene):
    scene.planned()
    rows = selectors.turns(type(scene.made.mandates["deputy"]).objects.on())
    assert {row.person.name: row.turns for row in rows} == {"王代表": 1, "赵代表": 0, "刘代表": 0}
    assert rows[2].person.name == "王代表"


def test_a_finding_written_down_by_mistake_is_struck_and_counts_no_more(scene):
    scene.seen()
    wrong = Finding.objects.get(client_id="f-1")
    scene.act("strike_finding", finding=wrong, reason="检查点选错了。")
    tally = selectors.tally(scene.inspection)
    assert (tally.checks, tally.wrong) == (2, 0) and Finding.objects.count() == 4
    scene.act("strike_finding", finding=Finding.objects.get(client_id="f-2"), reason="记重了。")
    day = {"ends_on": TODAY, "heard": "水利站", "visited": 1, "files_read": 1}
    assert PLACES[0] in str(scene.refused("finish", **day))


def test_a_listed_finding_is_not_struck(scene):
    scene.finished().listed()
    assert "个别门店台账不全" in str(
        scene.refused("strike_finding", finding=Finding.objects.get(client_id="f-1"), reason="错了。")
    )


def test_nothing_wrong_is_a_result_too_but_what_was_found_wrong_is_not_passed_over(scene):
    scene.finished()
    given = {"meeting": "主席团第七次会议", "advice": "继续抓好。"}
    assert "还没有列问题" in str(scene.refused("report", **given))
    scene.act("strike_finding", finding=Finding.objects.get(client_id="f-1"), reason="当场核对，记错了。")
    scene.act("report", **given)
    assert "没有发现违反法律法规的问题" in text_of(scene.inspection, "report")
    assert "list" not in roles_of(scene.inspection)


def test_who_is_late_is_asked_again_by_a_paper(scene, frozen_clock):
    scene.reported()
    asked = {
        "on": TODAY,
        "found": "台账还是空的。",
        "report_by": date(2026, 8, 20),
        "superior": "县市场监督管理局",
    }
    with pytest.raises(Refused):
        scene.do("press", **asked)
    frozen_clock.to(date(2026, 8, 1))
    with pytest.raises(Refused, match="已经过了"):
        scene.do("press", **{**asked, "report_by": DUE})
    scene.do("press", **asked)
    paper = text_of(scene.problem, "press")
    assert "台账还是空的" in paper and "县市场监督管理局" in paper and scene.problem.pressed == 1
