"""What waits in inspections and appraisals lies on the desk until it is done."""

from __future__ import annotations

from datetime import date

from renda.kernel.notices.models import Delivery
from tests.modules.appraisals.scene import Scene as Appraising
from tests.modules.supervision.scene import DUE, TOPIC
from tests.modules.supervision.scene import TODAY as BEGUN
from tests.modules.supervision.scene import Scene as Inspecting


def pile(client, key: str) -> str:
    response = client.get(f"/waiting/{key}/")
    assert response.status_code == 200
    return response.content.decode()


def test_an_inspection_lies_there_while_the_office_has_to_act(client_as, town_set, frozen_clock):
    frozen_clock.to(BEGUN)
    scene, office = Inspecting(town_set).proposed(), client_as("office")
    assert "等主席团决定" in pile(client_as("chair"), "inspections")
    scene.act("decide", "chair", decided_on=BEGUN, decided_by="主席团第六次会议", decision="同意列入。")
    assert "先摸底" in pile(office, "inspections")


def test_a_problem_waits_for_its_unit_then_for_the_recheck(client_as, town_set, frozen_clock):
    frozen_clock.to(BEGUN)
    scene, office = Inspecting(town_set).reported(), client_as("office")
    assert TOPIC not in pile(office, "inspections") and TOPIC not in pile(office, "rectify")
    frozen_clock.to(DUE)
    assert "个别门店台账不全" in pile(office, "rectify")
    scene.do("show", "unit_handler", result="补齐了。", person="马骏", files=[scene.upload()])
    assert "个别门店台账不全" not in pile(office, "rectify")
    assert "个别门店台账不全" in pile(client_as("chair"), "recheck")
    scene.do("close", "chair", on=DUE, text="看过，补齐了。")
    assert "把结果告知代表" in pile(office, "inspections")
    scene.act("tell")
    assert "归档" in pile(office, "inspections")


def test_an_appraised_unit_lies_there_when_its_day_is_near_or_something_is_shown(
    client_as, town_set, frozen_clock
):
    frozen_clock.to(date(2026, 5, 11))
    scene, office = Appraising(town_set).proposed(), client_as("office")
    assert "报镇党委请示" in pile(office, "appraisals")
    scene.act("cancel", reason="推到明年。")
    assert "报镇党委请示" not in pile(office, "appraisals")


def test_what_a_unit_is_behind_with_is_named(client_as, town_set, frozen_clock):
    frozen_clock.to(date(2026, 5, 11))
    scene, office = Appraising(town_set).rated(), client_as("office")
    assert "送达意见书" in pile(office, "appraised")
    scene.do("list_demand", fault="中午没有人。", ask="轮流值班")
    scene.do("opinion", merits="抢修及时。")
    frozen_clock.to(scene.part.plan_by)
    assert "催单位报整改方案" in pile(office, "appraised")
    scene.each("measure", measure="排班。", person="马骏", due_on=date(2026, 7, 1))
    scene.do("hand_in_plan", "unit_handler", study="开会研究")
    assert "水利站" not in pile(office, "appraised")
    frozen_clock.to(date(2026, 7, 2))
    assert "有整改意见逾期" in pile(office, "appraised")
    scene.each("show", result="已排班。", files=[scene.upload()])
    assert "去复查" in pile(office, "appraised")


def test_a_deputy_is_asked_to_go_out_and_to_visit(client_as, town_set, frozen_clock):
    frozen_clock.to(date(2026, 5, 11))
    part = Appraising(town_set).published().part
    page = client_as("deputy").get("/").content.decode()
    assert f"/appraisals/units/{part.pk}/step/note/" in page
    frozen_clock.to(BEGUN)
    field = f"/supervision/{Inspecting(town_set).begun().inspection.pk}/field/"
    assert field in client_as("deputy").get("/").content.decode()
    assert field not in client_as("other_deputy").get("/").content.decode()


def test_a_unit_hears_of_it_by_account(town_set, frozen_clock):
    frozen_clock.to(BEGUN)
    Inspecting(town_set).reported()
    told = Delivery.objects.get(
        notice__kind="supervision.assigned", account=town_set.accounts["unit_handler"]
    )
    assert told.channel == "inbox"
    assert not Delivery.objects.filter(notice__kind="supervision.assigned", channel="print").exists()


def test_a_unit_s_desk_lists_what_it_has_to_put_right(client_as, town_set, frozen_clock):
    frozen_clock.to(BEGUN)
    Inspecting(town_set).reported()
    words = "检查和评议要整改的"
    own = client_as("unit_handler").get("/").content.decode()
    assert words in own and "个别门店台账不全" in own.split(words)[1]
    assert words not in client_as("other_unit").get("/").content.decode()
