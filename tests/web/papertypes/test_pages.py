"""Templates on the page: found by words and line of work, shown filled, the office's own taken in, ruled on, used."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from renda.kernel.documents.engine import templates
from renda.kernel.documents.office_templates import service
from renda.kernel.documents.office_templates.models import OfficeTemplate
from tests.kernel.documents.office_templates import makers


@pytest.fixture
def client(client_as, frozen_clock, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return client_as("office")


@pytest.fixture
def own(town_set, client):
    return service.add(town_set.actor("office"), makers.with_table(), "签到.docx", name="签到表", group="会议", purpose="开会用").template


def text(response, status=200) -> str:
    assert response.status_code == status, response.status_code
    return response.content.decode()


def word(data: bytes, name: str = "范本.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_all_kinds_are_listed_by_line_of_work(client):
    page = text(client.get("/papertypes/"))
    for template_id in templates.template_ids():
        assert f'href="{reverse("papertype", args=[template_id])}"' in page
    assert all(f">{group}<" in page for group in templates.GROUPS.values())


def test_words_and_groups_narrow_the_list(client):
    page = text(client.get("/papertypes/", {"q": "决议 预算"}))
    assert "决议（预算）" in page and "选票样张" not in page
    page = text(client.get("/papertypes/", {"group": "选举"}))
    assert "选票样张" in page and "决议（预算）" not in page
    assert "没有这样的范本" in text(client.get("/papertypes/", {"q": "飞船"}))
    text(client.get("/papertypes/", {"group": "胡写", "q": "长" * 99}))


def test_a_kind_shows_its_fields_and_pages(client):
    page = text(client.get("/papertypes/type/election_method/"))
    assert "联合提名所需代表" in page and "十名以上" in page and "用这个范本起草" in page
    picture = client.get("/papertypes/type/election_method/pages/1.svg")
    assert picture["Content-Type"] == "image/svg+xml" and picture.content.startswith(b"<svg")
    assert client.get("/papertypes/type/election_method/pages/99.svg").status_code == 404
    assert client.get("/papertypes/type/nothing/").status_code == 404


def test_a_draft_begins_with_what_the_data_know(client):
    page = text(client.get(reverse("drafting:from-template", args=["notice_deputies"])))
    assert 'value="云岭镇第十九届人民代表大会第五次会议"' in page and 'value="2026年1月20日"' in page


def test_the_specimen_as_pdf_and_docx(client):
    assert b"".join(client.get("/papertypes/type/agenda/pdf/").streaming_content).startswith(b"%PDF")
    document = docx.Document(io.BytesIO(b"".join(client.get("/papertypes/type/agenda/docx/").streaming_content)))
    assert any("听取和审议云溪镇人民政府工作报告" in paragraph.text for paragraph in document.paragraphs)


def test_how_to_mark_names_every_known_field(client):
    page = text(client.get("/papertypes/fields/"))
    assert all(f"【{item.field.label}】" in page for item in templates.known_fields().values())
    assert "【代表名单.姓名】" in page and "{{代表姓名}}" in page


def test_an_upload_with_known_fields_can_be_used_at_once(client):
    data = {"file": word(makers.broken_over_runs()), "name": "在任证明", "group": "代表", "purpose": "开证明用"}
    page = text(client.post("/papertypes/own/new/", data, follow=True))
    assert "2个字段都认得" in page and "用这个范本" in page
    assert "在任证明" in text(client.get("/papertypes/"))


def test_unknown_fields_are_asked_about_with_the_nearest_first(client):
    data = {"file": word(makers.simple("交给【代表姓铭】，【车牌】【公告】")), "name": "用车单", "group": "日常"}
    page = text(client.post("/papertypes/own/new/", data, follow=True))
    assert "【代表姓铭】" in page and "在正文第1段" in page
    assert page.index("代表姓名（例如：李秀兰）") < page.index("每次使用时填写")
    own = OfficeTemplate.objects.get()
    assert client.get(f"/papertypes/own/{own.pk}/use/").status_code == 302
    page = text(client.post(f"/papertypes/own/{own.pk}/rule/", {"mark_1": "deputy", "mark_2": "own"}, follow=True))
    assert "还有没选的字段" in page and "【公告】" in page
    page = text(client.post(f"/papertypes/own/{own.pk}/rule/", {"mark_1": "text"}, follow=True))
    assert "范本可以使用" in page
    assert text(client.post(f"/papertypes/own/{own.pk}/rule/", {"mark_1": "x"}, follow=True))


@pytest.mark.parametrize("what", ["macros", "entities", "bomb", "torn"])
def test_dangerous_uploads_are_refused_at_the_field(client, what):
    data, words = makers.dangerous()[what]
    page = text(client.post("/papertypes/own/new/", {"file": word(data), "name": "甲", "group": "日常"}), 422)
    assert words in page and not OfficeTemplate.objects.exists()


def test_an_upload_without_file_or_name_says_so(client):
    page = text(client.post("/papertypes/own/new/", {"group": "日常"}), 422)
    assert "请选一个文件" in page and "请写范本的名称" in page
    page = text(client.post("/papertypes/own/new/", {"file": word(makers.simple("无标记")), "name": "甲", "group": "日常"}), 422)
    assert "没有找到标记" in page


def test_a_name_is_used_once(client, own):
    data = {"file": word(makers.broken_over_runs()), "name": "签到表", "group": "代表"}
    assert "已经有一个叫“签到表”的范本" in text(client.post("/papertypes/own/new/", data), 422)


def test_what_is_empty_is_asked_about_then_left_as_a_mark(client, own, town_set):
    page = text(client.get(f"/papertypes/own/{own.pk}/use/"))
    assert "云岭镇" in page and "位代表会自动列出" in page
    assert [label in page for label in ("会议全称", "代表总数", "乡镇名称", "议程")] == [True] * 4
    given = {"field_1": "第五次会议", "field_2": "", "field_3": "云岭镇"}
    page = text(client.post(f"/papertypes/own/{own.pk}/use/", given))
    assert "还有没填的" in page and "代表总数" in page and "第五次会议" in page
    response = client.post(f"/papertypes/own/{own.pk}/use/", {**given, "list_1": "听取报告\n选举", "anyway": "1"})
    document = docx.Document(io.BytesIO(b"".join(response.streaming_content)))
    assert len(document.tables[0].rows) == len(town_set.mandates) + 2
    written = [paragraph.text for paragraph in document.paragraphs]
    assert "签到表（第五次会议）" in written and "2．选举" in written
    assert "【代表总数】名" in document.tables[0].rows[-1].cells[1].text


def test_replacing_keeps_the_older_file(client, own):
    page = text(client.post(f"/papertypes/own/{own.pk}/replace/", {"file": word(makers.broken_over_runs()), "note": "换了格式"}, follow=True))
    assert "第2版" in page and "换了格式" in page
    first = b"".join(client.get(f"/papertypes/own/{own.pk}/file/1/").streaming_content)
    assert first.startswith(b"PK") and client.get(f"/papertypes/own/{own.pk}/file/9/").status_code == 404


def test_withdrawn_templates_are_out_of_use_and_come_back(client, own):
    assert "请写明原因" in text(client.post(f"/papertypes/own/{own.pk}/withdraw/", {}), 422)
    text(client.post(f"/papertypes/own/{own.pk}/withdraw/", {"why": "旧了"}, follow=True))
    page = text(client.get("/papertypes/"))
    assert "停用的范本" in page
    assert client.get(f"/papertypes/own/{own.pk}/use/").status_code == 404
    assert "恢复使用了" in text(client.post(f"/papertypes/own/{own.pk}/back/", follow=True))


def test_others_have_no_way_in(client_as, own):
    for role, status in (("chair", 200), ("deputy", 403), ("unit_handler", 403), ("keeper", 403)):
        assert client_as(role).get("/papertypes/").status_code == status
    assert client_as("chair").get("/papertypes/own/new/").status_code == 403
    assert client_as("deputy").get(f"/papertypes/own/{own.pk}/").status_code == 404


def test_the_list_asks_no_more_for_more_templates(client, town_set, assert_queries_flat):
    def more(count: int) -> None:
        for _ in range(count):
            number = OfficeTemplate.objects.count()
            service.add(town_set.actor("office"), makers.simple("【届】"), "a.docx", name=f"范本{number}", group="日常")

    assert_queries_flat(lambda: client.get("/papertypes/"), more, 2, 12)


KIT = {"title": "第五次会议", "deputies": "on", "rows": "10", "seats": "16", "capacity": "列席"}


@pytest.mark.parametrize("kind", ["plates", "badges", "sign_in", "labels", "seating"])
def test_things_for_the_hall_come_as_a_file(client, kind):
    response = client.post("/papertypes/hall/", {**KIT, "kind": kind, "others": "宋立新，县人大常委会副主任"})
    assert response.status_code == 200 and b"".join(response.streaming_content).startswith(b"%PDF")


def test_things_for_the_hall_say_what_is_missing(client):
    assert "会场用品" in text(client.get("/papertypes/hall/"))
    assert "每行写一份材料" in text(client.post("/papertypes/hall/", {**KIT, "kind": "slips"}), 422)
    assert "名单上还没有人" in text(client.post("/papertypes/hall/", {"kind": "plates", "title": "会"}), 422)
    assert "第1行没有姓名" in text(client.post("/papertypes/hall/", {**KIT, "kind": "plates", "others": "，局长"}), 422)
    assert "还差" in text(client.post("/papertypes/hall/", {**KIT, "kind": "seating", "rows": "1", "seats": "1"}), 422)
    assert "不是数字" in text(client.post("/papertypes/hall/", {**KIT, "kind": "slips", "materials": "议程，很多"}), 422)
    response = client.post("/papertypes/hall/", {**KIT, "kind": "slips", "materials": "议程，2\n报告"})
    assert response.status_code == 200
