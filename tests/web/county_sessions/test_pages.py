"""The pages of the county's session: the office's whole way by forms, the deputy's phone, the link, who may see what."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from renda.kernel.search import rebuild
from renda.modules.county_sessions import materials, selectors
from renda.modules.county_sessions.models import CountySession, Handout, Item, Participant
from tests.modules.county_sessions.scene import REPLY, SESSION, TODAY, WORDS, Scene

ASSIGNED = {"county_number": "86", "handling": "suggestion", "county_unit": "县交通局"}


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(TODAY)
    return Scene(town_set)


def words(response) -> str:
    return response.content.decode()


def post(client: Client, matter, verb: str, **data):
    matter = type(matter).objects.get(pk=matter.pk)
    name = "county_sessions:step" if isinstance(matter, CountySession) else "county_sessions:item-step"
    return client.post(reverse(name, args=[matter.pk, verb]), {"version": matter.version, **data})


def papers_by_forms(scene, office, session) -> None:
    """A paper listed, handed out, signed for on paper, the sheet printed."""
    office.post(
        reverse("county_sessions:material-new", args=[session.pk]), {"title": "会议须知", "copies": 1}
    )
    assert (
        office.post(
            reverse("county_sessions:material-new", args=[session.pk]), {"title": "会议须知", "copies": 1}
        ).status_code
        == 422
    )
    paper = session.materials.get()
    people = [one.pk for one in session.participants.all()]
    office.post(
        reverse("county_sessions:hand-out", args=[session.pk]), {"paper": [paper.pk], "person": people}
    )
    page = words(office.get(reverse("county_sessions:materials", args=[session.pk])))
    assert "已发3份" in page and "没签收" in page
    ticked = Handout.objects.get(participant__mandate=scene.deputies[2])
    office.post(reverse("county_sessions:tick", args=[session.pk]), {"handout": [ticked.pk, "nothing"]})
    assert "人大办登记" in words(office.get(reverse("county_sessions:materials", args=[session.pk])))
    assert "签名" in words(office.get(reverse("county_sessions:sheet", args=[session.pk])))


def what_is_in_the_package(answer) -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        names = archive.namelist()
        assert (
            sum(name.endswith(".docx") for name in names) == 3
            and sum(name.endswith(".pdf") for name in names) == 3
        )
        table = load_workbook(
            io.BytesIO(archive.read(next(name for name in names if name.endswith(".xlsx"))))
        ).active
    assert [cell.value for cell in table[2]][:4] == ["序号", "编号", "类别", "题目（案由）"]
    assert table["D3"].value == WORDS["title"]


def test_the_offices_way(scene, client_as):
    office = client_as("office")
    assert "还没有登记过县人大会议" in words(office.get(reverse("county_sessions:list")))
    typed = {**SESSION, "version": 0}
    wrong = office.post(reverse("county_sessions:new"), {**typed, "closes_on": "2026-03-01"})
    assert wrong.status_code == 422 and "闭幕日期早于" in words(wrong) and "县会议中心" in words(wrong)
    assert office.post(reverse("county_sessions:new"), typed).status_code == 302
    session = CountySession.objects.get()
    papers_by_forms(scene, office, session)
    entered = {**WORDS, "session": session.pk, "author": scene.deputies[0].pk, "version": 0}
    assert office.post(reverse("county_sessions:enter"), entered).status_code == 302
    item = Item.objects.get()
    assert post(office, item, "check").status_code == 302
    assert post(office, session, "number").status_code == 302
    late = post(office, session, "submit", done_on="2026-03-05", submitted_how="by_hand")
    assert late.status_code == 302
    shown = words(office.get(session.get_absolute_url()))
    assert "建议1号" in shown and "等县里签收" in shown and "下载报送材料" in shown
    assert "等县里交办" in words(office.get(item.get_absolute_url()))
    session.refresh_from_db()
    made = session.packages.get()
    what_is_in_the_package(office.get(reverse("county_sessions:package", args=[session.pk, made.pk])))
    fate = office.get(reverse("county_sessions:table", args=[session.pk])).content
    assert "承办单位" in [cell.value for cell in load_workbook(io.BytesIO(fate)).active[2]]


def test_the_gate_speaks_before_the_decision(scene, client_as):
    scene.recorded()
    earlier = scene.entered()
    item = scene.entered("关于重视龙口路的建议", author=1, facts="路况很差。", ask="请高度重视。", place="")
    rebuild.rebuild()
    office = client_as("office")
    page = words(office.get(reverse("county_sessions:item-step", args=[item.pk, "check"])))
    assert "情况写得太少" in page and "是镇里能办的吗" not in page and "像不像别的" in page
    refused = post(office, item, "check")
    assert refused.status_code == 422 and "把关提示，还没有写怎么看" in words(refused)
    assert post(office, item, "check", note="代表补充：每天200多辆车").status_code == 302
    item.refresh_from_db()
    assert any("写得具体吗" in line for line in item.advice)
    assert "代表补充" in words(office.get(item.get_absolute_url()))
    twin = words(office.get(reverse("county_sessions:item-step", args=[earlier.pk, "check"])))
    assert "没有发现问题" in twin


def through_the_county(scene, session, item) -> None:
    scene.act(item, "check")
    scene.act(session, "number")
    scene.act(session, "submit", {"done_on": TODAY, "submitted_how": "online"})
    scene.act(
        item,
        "register",
        {**ASSIGNED, "assigned_on": TODAY},
    )
    scene.act(item, "reply", {**REPLY, "done_on": TODAY})


def test_the_deputys_phone(scene, client_as):
    session = scene.recorded()
    paper = materials.save(scene.actor(), session, {"title": "会议须知"})
    materials.hand_out(scene.actor(), session, selectors.participants(session), [paper])
    phone = client_as("county_deputy")
    assert "会议材料1份" in words(phone.get(reverse("desk")))
    mine = reverse("county_sessions:mine")
    page = words(phone.get(mine))
    assert "会议须知" in page and "2026年3月12日以前交" in page
    place = Participant.objects.get(mandate=scene.deputies[0])
    assert "已签收1份材料" in words(phone.post(reverse("county_sessions:sign", args=[place.pk]), follow=True))
    other = Participant.objects.get(mandate=scene.deputies[1])
    assert phone.post(reverse("county_sessions:sign", args=[other.pk])).status_code == 404
    written = {**WORDS, "session": session.pk, "cosigners": [scene.deputies[1].pk], "version": 0}
    assert phone.post(reverse("county_sessions:write"), written).status_code == 302
    item = Item.objects.get()
    assert client_as("office").get(item.get_absolute_url()).status_code == 404
    asked = client_as("county_other")
    assert "代表请您联名" in words(asked.get(reverse("desk")))
    assert post(asked, item, "answer_cosign", agrees="yes").status_code == 302
    assert post(asked, item, "hand_in").status_code == 403
    assert post(phone, item, "hand_in").status_code == 302
    assert phone.get(session.get_absolute_url()).status_code == 403
    assert client_as("deputy").get(item.get_absolute_url()).status_code == 403
    through_the_county(scene, session, item)
    judging = words(phone.get(reverse("county_sessions:item-step", args=[item.pk, "judge"])))
    assert "已列入明年县道改造计划" in judging
    unhappy = post(phone, item, "judge", verdict="dissatisfied")
    assert unhappy.status_code == 422 and "哪里不满意" in words(unhappy)
    assert post(phone, item, "judge", verdict="satisfied").status_code == 302
    enclosed = {
        row.paper.template: row.paper.pk for row in session.packages.get().enclosures.select_related("paper")
    }
    assert phone.get(reverse("paper", args=[enclosed["county_suggestion_form"]])).status_code == 200
    assert phone.get(reverse("paper", args=[enclosed["county_item_list"]])).status_code == 404


def test_a_link_for_who_has_no_account(scene, client_as):
    session = scene.recorded()
    paper = materials.save(scene.actor(), session, {"title": "会议须知"})
    materials.hand_out(scene.actor(), session, selectors.participants(session), [paper])
    place = Participant.objects.get(mandate=scene.deputies[2])
    shown = client_as("office").post(reverse("county_sessions:link", args=[session.pk, place.pk]))
    address = next(part for part in words(shown).split('"') if "/open/" in part and "http" in part)
    here = "/" + address.split("http://testserver/")[1].split("<")[0].strip()
    stranger = Client()
    assert "会议须知" in words(stranger.get(here))
    assert "已签收1份材料" in words(stranger.post(f"{here}sign/", follow=True))
    assert Handout.objects.get(participant=place).way == "link"
    assert stranger.post(f"{here}elsewhere/").status_code == 404


def test_queries_do_not_grow(scene, client_as, assert_queries_flat):
    session = scene.recorded()
    office = client_as("office")
    made = iter(range(100))

    def rows(count: int) -> None:
        for _ in range(count):
            scene.entered(f"关于第{next(made)}件的建议")

    assert_queries_flat(lambda: office.get(session.get_absolute_url()), rows, 2, 6)


def test_what_the_county_has_not_answered_is_late_with_its_article(scene, client_as, frozen_clock):
    scene.recorded()
    (item,) = scene.submitted(1)
    scene.act(item, "register", {**ASSIGNED, "assigned_on": TODAY})
    frozen_clock.to(TODAY.replace(month=8))
    page = words(client_as("office").get(item.get_absolute_url()))
    assert "逾期" in page and "第51条第2款" in page


def test_several_papers_at_once(scene, client_as):
    session = scene.recorded()
    given = {"title": "会议须知", "copies": 1, "more": "日程\n\n选举办法草案\n"}
    client_as("office").post(reverse("county_sessions:material-new", args=[session.pk]), given)
    assert list(session.materials.values_list("title", flat=True)) == ["会议须知", "日程", "选举办法草案"]
    doubled = client_as("office").post(
        reverse("county_sessions:material-new", args=[session.pk]),
        {**given, "title": "通讯录", "more": "日程"},
    )
    assert doubled.status_code == 422 and not session.materials.filter(title="通讯录").exists()
