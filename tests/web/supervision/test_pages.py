"""The pages of an inspection: topic with its rows, the whole way by forms, the checklist from the library, findings, the owner's page."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from renda.foundation import clock
from renda.modules.suggestions.models import Opinion
from renda.modules.supervision.models import Finding
from tests.kernel.library.makers import TITLE, load, new_docx
from tests.modules.supervision.scene import LAW, TOPIC, Scene, picture

TOPIC_FORM = {
    "form": "inspection",
    "topic": TOPIC,
    "law": LAW,
    "source": "villagers",
    "why": "群众反映农药过期。",
}


def words(response) -> str:
    return response.content.decode()


@pytest.fixture
def step(scene, client_as):
    """Sends a step of the inspection as a role, with the version as it stands."""

    def sent(verb: str, role: str = "office", **data):
        found = scene.inspection
        return client_as(role).post(
            reverse("supervision:step", args=[found.pk, verb]), {"version": found.version, **data}
        )

    return sent


def test_a_topic_is_proposed_from_an_opinion_and_leads_back_to_it(scene, client_as, step):
    opinion = Opinion.objects.create(
        title="<b>农药</b>过期", body="买到过期农药", received_on=clock.today(), origin="来信"
    )
    office, key = client_as("office"), f"suggestions.opinion:{opinion.pk}"
    form = words(office.get(f"{reverse('supervision:new')}?evidence={key}"))
    assert f'value="{key}"' in form and "checked" in form.split(f'value="{key}"')[1][:200]
    lacking = office.post(reverse("supervision:new"), {**TOPIC_FORM, "law": "", "evidence": [key]})
    assert lacking.status_code == 422 and "检查哪部法律法规" in words(lacking)
    assert office.post(reverse("supervision:new"), {**TOPIC_FORM, "evidence": [key]}).status_code == 302
    shown = words(office.get(scene.inspection.get_absolute_url()))
    assert reverse("suggestions:opinion", args=[opinion.pk]) in shown and "<b>农药" not in shown
    assert (
        step("decide", "chair", decided_on="2026-06-16", decided_by="主席团会议", decision="同意").status_code
        == 302
    )
    assert "还没有摸底" in words(step("begin"))


def test_articles_of_the_law_become_the_checklist(scene, client_as, step):
    load(scene.made.actor("office"), new_docx())
    scene.decided(law=TITLE)
    address = reverse("supervision:step", args=[scene.inspection.pk, "load_law"])
    assert 'value="t2"' in words(client_as("office").get(address))
    assert step("load_law", articles=["t2", "t4-1"]).status_code == 302
    items = list(scene.inspection.items.order_by("position"))
    assert [item.text for item in items] == ["风筝不得靠近电线。", "夜间放风筝应当挂灯。"]
    assert items[1].article == "《风筝法》第四条之一" and items[1].url.endswith("#t4-1")
    assert items[0].url in words(client_as("office").get(scene.inspection.get_absolute_url()))
    step("load_law", articles=["t2"])
    assert scene.inspection.items.count() == 2


def test_without_the_law_the_page_says_where_it_comes_from(scene, client_as):
    scene.decided()
    assert "导入以后" in words(client_as("office").get(scene.inspection.get_absolute_url()))
    refused = client_as("office").get(reverse("supervision:step", args=[scene.inspection.pk, "load_law"]))
    assert "资料库里没有现行的" in words(refused)


def test_deputies_are_chosen_by_what_they_know_where_they_live_and_whose_turn_it_is(scene, client_as):
    scene.decided()
    person = scene.made.people["deputy"]
    person.skills = "农技"
    person.save()
    form = words(client_as("office").get(reverse("supervision:step", args=[scene.inspection.pk, "plan"])))
    assert "农技　上河村　还没有去过" in form


def packet(*rows: dict) -> dict:
    return {
        "data": json.dumps({"now": 1_000_000, "findings": list(rows)}),
        "content_type": "application/json",
    }


def row_of(scene: Scene, client_id: str, **more) -> dict:
    site = scene.inspection.sites.first()
    return {
        "id": client_id,
        "at": 1_000_000,
        "site": str(site.pk),
        "site_name": site.name,
        "kind": "check",
        "result": "wrong",
        "text": "没有台账",
        **more,
    }


def test_one_bad_row_stops_no_other(scene, client_as):
    scene.begun()
    address = reverse("supervision:send", args=[scene.inspection.pk])
    bad = [
        {"id": "b-1"},
        "nonsense",
        row_of(scene, "b-2", result="?"),
        row_of(scene, "b-3", at="x", latitude=900),
    ]
    answer = client_as("deputy").post(address, **packet(*bad, row_of(scene, "f-1"))).json()["told"]
    assert {one["id"]: one["outcome"] for one in answer} == {
        "b-1": "refused",
        "": "refused",
        "b-2": "refused",
        "b-3": "kept",
        "f-1": "kept",
    }
    assert Finding.objects.get(client_id="b-3").latitude is None
    for wrong in ("[]", "{", '{"now": "x", "findings": []}'):
        assert client_as("deputy").post(address, wrong, content_type="application/json").status_code == 400


def test_the_page_works_without_scripts_and_a_double_press_counts_once(scene, client_as):
    scene.begun()
    address = reverse("supervision:field", args=[scene.inspection.pk])
    form = {
        "client_id": str(uuid4()),
        "site": str(scene.inspection.sites.first().pk),
        "kind": "check",
        "result": "fine",
        "text": "",
    }
    for _ in range(2):
        shot = SimpleUploadedFile("照片.jpg", picture(), "image/jpeg")
        assert client_as("deputy").post(address, {**form, "photos": [shot]}).status_code == 302
    assert Finding.objects.get().photos.count() == 1
    client_as("deputy").post(address, {**form, "client_id": "other", "result": ""})
    assert Finding.objects.count() == 1


def test_the_desk_sees_findings_with_photos_and_makes_a_problem_of_one(scene, client_as):
    scene.seen()
    office, finding = client_as("office"), Finding.objects.get(client_id="f-1")
    send = reverse("supervision:send-photo", args=[scene.inspection.pk])
    shot = {"finding": "f-1", "id": "p-1", "photo": SimpleUploadedFile("照片.jpg", picture(), "image/jpeg")}
    assert client_as("deputy").post(send, shot).json()["outcome"] == "kept"
    address = reverse("supervision:findings", args=[scene.inspection.pk])
    assert "2月以来没有记台账" in words(office.get(f"{address}?show=wrong")) and "希望多抽检" not in words(
        office.get(f"{address}?show=wrong")
    )
    part = words(office.get(address, headers={"HX-Request": "true"}))
    assert "<html" not in part and "希望多抽检" in part
    photo = reverse("supervision:photo", args=[finding.photos.get().pk])
    assert (
        office.get(f"{photo}?small")["Content-Type"] == "image/jpeg" and office.get(photo).status_code == 200
    )
    form = words(
        office.get(
            f"{reverse('supervision:step', args=[scene.inspection.pk, 'list_problem'])}?finding={finding.pk}"
        )
    )
    assert "集镇东街农资店：2月以来没有记台账。" in form


def test_the_owner_sees_the_problem_and_shows_what_was_done(scene, client_as):
    scene.reported()
    problem, unit = scene.problem, client_as("unit_handler")
    assert "个别门店台账不全" in words(unit.get(reverse("supervision:problems")))
    page = words(unit.get(problem.get_absolute_url()))
    assert "报整改结果" in page and scene.inspection.get_absolute_url() not in page
    address = reverse("supervision:problem-step", args=[problem.pk, "show"])
    bare = unit.post(address, {"version": problem.version, "result": "改了", "person": "马骏"})
    assert bare.status_code == 422 and "证明材料" in words(bare)
    proof = SimpleUploadedFile("证明.jpg", picture(), "image/jpeg")
    assert (
        unit.post(
            address, {"version": problem.version, "result": "改了", "person": "马骏", "files": [proof]}
        ).status_code
        == 302
    )
    assert scene.problem.state == "shown"
    assert "待复查" in words(
        client_as("office").get(f"{reverse('supervision:problems')}?unit={problem.unit_id}")
    )


def test_a_checked_unit_has_the_inspection_on_its_record(scene, client_as):
    record = reverse("supervision:unit", args=[scene.made.units["water"].pk])
    scene.planned()
    assert TOPIC not in words(client_as("deputy").get(record))
    scene.act("begin")
    assert TOPIC in words(client_as("deputy").get(record))


def test_lists_ask_as_often_for_many_as_for_few(scene, client_as, assert_queries_flat):
    scene.finished()
    office = client_as("office")

    def more(count: int) -> None:
        for n in range(count):
            scene.listed(title=f"问题{n}", findings=[])

    assert_queries_flat(lambda: office.get(reverse("supervision:problems")), more, 2, 12)


def test_the_worker_is_a_script_and_reaches_this_part_only(scene, client_as):
    answer = client_as("deputy").get(reverse("supervision:worker"))
    assert (
        answer["Content-Type"].startswith("text/javascript")
        and "Service-Worker-Allowed" not in answer.headers
    )
