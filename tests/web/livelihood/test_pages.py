"""The pages of the vote on livelihood projects: by form, by table, the printed list, the projects and their lights."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renda.modules.livelihood.models import Campaign, Candidate
from tests.modules.livelihood.scene import BEFORE, NAMES, OPENING, Scene
from tests.web.suggestions.test_steps import PNG


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(BEFORE)
    return Scene(town_set, hall=False)


def words(response) -> str:
    return response.content.decode()


@pytest.fixture
def step(scene, client_as):
    """Sends a step of the campaign as the office, with the version as it stands."""

    def sent(verb, **data):
        campaign = Campaign.objects.get()
        return client_as("office").post(
            reverse("livelihood:step", args=[campaign.pk, verb]), {"version": campaign.version, **data}
        )

    return sent


def test_beginning_and_wishes_by_forms(scene, client_as, step):
    office = client_as("office")
    assert "还没有民生实事票决" in words(office.get(reverse("livelihood:list")))
    typed = {
        "year": 2026,
        "congress_session": scene.made.session.pk,
        "seats": 1,
        "wishes_until": "2026-01-25",
        "version": 0,
    }
    wrong = office.post(reverse("livelihood:new"), typed)
    assert wrong.status_code == 422 and "要在开会以前" in words(wrong)
    assert office.post(reverse("livelihood:new"), {**typed, "wishes_until": "2025-12-31"}).status_code == 302
    bad = step("wish", title="<b>修</b>路灯", source="villager", money="十万")
    assert bad.status_code == 422 and "186.5" in words(bad)
    assert (
        step("wish", title="<b>修</b>路灯", source="villager", money="18.5", who="王秀英").status_code == 302
    )
    shown = words(office.get(scene.campaign.get_absolute_url()))
    assert "18.5" in shown and "还没有处理" in shown and "<b>修" not in shown


def test_candidates_and_slip_by_forms(scene, client_as, step):
    scene.begun(1)
    wish, office = scene.wish(), client_as("office")
    campaign = scene.campaign
    assert step("close_wishes").status_code == 302
    project = {
        "title": NAMES[0],
        "content": "更换主管",
        "unit": scene.made.units["government"].pk,
        "finish_on": "2026-10-31",
    }
    assert step("propose", **project, wishes=[wish.pk]).status_code == 302
    shown = words(office.get(campaign.get_absolute_url()))
    assert "候选项目不够差额" in shown and f"列入：{NAMES[0]}" in shown
    refused = step("list")
    assert refused.status_code == 422 and "没有差额" in words(refused)
    assert step("list", few_reason="资金少").status_code == 302
    assert step("vote", held_on=OPENING.isoformat()).status_code == 302
    shown = words(office.get(campaign.get_absolute_url()))
    assert "正在票决" in shown and "到表决里印票、录票" in shown and "民生实事项目票决票" in shown
    printed = words(client_as("deputy").get(reverse("livelihood:print", args=[campaign.pk])))
    assert "候选1项" in printed and NAMES[0] in printed and "王秀英" not in printed


def test_wishes_out_of_a_table(scene, client_as):
    scene.begun()
    table = "想办的实事,谁提的,地点,投资\n修桥,代表,上河村,30万元\n修渠,,下河村,很多\n".encode()
    office = client_as("office")
    sent = office.post(reverse("import", args=["wishes"]), {"file": SimpleUploadedFile("意见.csv", table)})
    assert sent.status_code == 302
    shown = words(office.get(sent["Location"]))
    assert "多少钱请写数字" in shown
    assert "新登记 1 条" in words(office.post(sent["Location"], {"confirm": "1"}))
    wish = scene.campaign.wishes.get()
    assert (wish.title, wish.source, wish.money_zh) == ("修桥", "deputy", "30")
    again = office.post(reverse("import", args=["wishes"]), {"file": SimpleUploadedFile("意见.csv", table)})
    office.post(again["Location"], {"confirm": "1"})
    assert scene.campaign.wishes.count() == 1


def test_a_project_by_forms_and_who_sees_it(scene, client_as, frozen_clock):
    scene.assigned()
    unit, project = client_as("unit_handler"), scene.project
    assert NAMES[0] in words(unit.get(reverse("livelihood:projects")))
    assert "还没有民生实事项目" in words(client_as("other_unit").get(reverse("livelihood:projects")))
    url = reverse("livelihood:project-step", args=[project.pk, "plan"])
    assert unit.post(url, {"version": project.version, "plan": "5月底前：招标"}).status_code == 302
    late = unit.post(url, {"version": project.version, "plan": "晚了的"})
    assert late.status_code == 409 and "晚了的" in words(late)
    project.refresh_from_db()
    url = reverse("livelihood:project-step", args=[project.pk, "progress"])
    photo = SimpleUploadedFile("管沟.png", PNG, "image/png")
    assert (
        unit.post(
            url, {"version": project.version, "pace": "behind", "text": "雨水多", "files": photo}
        ).status_code
        == 302
    )
    shown = words(unit.get(project.get_absolute_url()))
    small = shown.split('<img src="')[1].split('"')[0]
    assert small.endswith("?small") and unit.get(small)["Content-Type"] == "image/jpeg"
    assert "雨水多" in shown and "滞后" in shown and "186.5万元" in shown
    frozen_clock.to(date(2026, 12, 1))
    assert "过了完成时间31天" in words(client_as("deputy").get(reverse("livelihood:projects")))


def test_queries_do_not_grow(scene, client_as):
    scene.assigned()
    scene.wish()
    office, campaign = client_as("office"), scene.campaign
    urls = [reverse("livelihood:list"), reverse("livelihood:projects"), campaign.get_absolute_url()]
    office.get(urls[0])

    def counted(url):
        with CaptureQueriesContext(connection) as caught:
            assert office.get(url).status_code == 200
        return len(caught)

    before = [counted(url) for url in urls]
    unit = scene.made.units["roads"]
    for number in range(4):
        scene.wish(f"意见{number}")
        Candidate.objects.create(
            campaign=campaign, title=f"候选{number}", content="内容", unit=unit, finish_on=date(2026, 9, 1)
        )
    assert [counted(url) for url in urls] == before


def test_the_session_shows_its_vote_and_the_preparation_leads_there(scene, client_as):
    office, session = client_as("office"), scene.made.session
    page = reverse("livelihood:session", args=[session.pk])
    assert "这次会议没有民生实事票决" in words(office.get(page))
    begin = words(office.get(f"{reverse('livelihood:new')}?session={session.pk}"))
    assert f'value="{session.pk}" selected' in begin and 'value="2026"' in begin
    scene.begun(1)
    shown = words(office.get(page))
    assert "2026年民生实事项目票决" in shown and "征集到意见0条" in shown and page in shown
    from renda.web.sessions.tabs import where_done

    assert where_done(scene.made.actor("office"), session)["wishes"] == ("民生实事", page)


def test_a_candidate_begins_from_a_wish(scene, client_as):
    scene.begun(1)
    wish = scene.wish("修路灯")
    address = reverse("livelihood:step", args=[scene.campaign.pk, "propose"])
    assert f"{address}?wish={wish.pk}" in words(client_as("office").get(scene.campaign.get_absolute_url()))
    form = words(client_as("office").get(f"{address}?wish={wish.pk}"))
    assert 'value="修路灯"' in form and f'value="{wish.pk}"' in form and "checked" in form


def test_forms_of_acceptance_and_rating_print_when_they_are_due(scene, client_as):
    scene.assigned()
    office, project = client_as("office"), scene.project
    form = reverse("livelihood:acceptance-form", args=[project.pk])
    slip = reverse("livelihood:rating-slip", args=[2026])
    assert office.get(form).status_code == 404 and office.get(slip).status_code == 404
    for state, address in (("done", form), ("accepted", slip)):
        project.__class__.objects.update(state=state)
        assert address in words(office.get(project.get_absolute_url()))
        printed = office.get(address)
        assert printed["Content-Type"] == "application/pdf" and printed.content.startswith(b"%PDF")
    assert slip in words(office.get(reverse("livelihood:projects")))
    assert client_as("unit_handler").get(slip).status_code == 403
