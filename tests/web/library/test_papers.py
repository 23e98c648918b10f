"""Papers to learn from: kept, found, changed, used as the beginning of a draft."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renda.kernel.library import references
from renda.kernel.library.models import ReferencePaper
from tests.kernel.library import makers

LINES = [
    "关于放风筝工作情况的报告",
    "各位代表：",
    "一年来，全镇放飞风筝三百只，线轴完好率百分之九十。",
    "特此报告。",
    "2025年12月3日",
]
SAID = {
    "kind": "model",
    "title": "放风筝工作报告",
    "author": "石桥镇",
    "dated_on": "2025-12-03",
    "tags": ["人代会"],
}


@pytest.fixture
def client(client_as, frozen_clock, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return client_as("office")


@pytest.fixture
def paper(town_set, client):
    said = references.Described("model", "放风筝工作报告", "石桥镇", tags=["人代会"])
    data = makers.docx(LINES)
    return references.keep_paper("\n".join(LINES), said, town_set.actor("office"), ("报告.docx", data))


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_every_empty_shelf_says_what_it_is_for(client):
    for kind, said in (("model", "还没有范文"), ("speech", "还没有讲话"), ("note", "还没有学习笔记")):
        assert said in text(client.get(f"/library/kept/{kind}/"))
    assert client.get("/library/kept/other/").status_code == 404


def test_a_file_is_read_shown_and_kept(client):
    file = SimpleUploadedFile("报告.docx", makers.docx(LINES))
    address = client.post("/library/papers/new/model/", {"file": file})["Location"]
    page = text(client.get(address))
    assert 'value="关于放风筝工作情况的报告"' in page and 'value="2025-12-03"' in page and "三百只" in page
    assert not ReferencePaper.objects.exists()
    kept = client.post(address, SAID)
    paper = ReferencePaper.objects.get()
    assert kept["Location"] == f"/library/papers/{paper.pk}/"
    assert paper.tags == ["人代会"] and paper.file is not None
    again = client.post(
        "/library/papers/new/model/", {"file": SimpleUploadedFile("又.docx", makers.docx(LINES))}
    )
    assert "已经有这一篇了" in text(client.get(again["Location"]))
    assert "已经有这一篇" in text(client.post(again["Location"], SAID))


def test_a_text_may_be_pasted(client):
    address = client.post("/library/papers/new/speech/", {"text": "\n".join(LINES)})["Location"]
    assert client.post(address, {**SAID, "kind": "speech"}).status_code == 302
    assert "放风筝工作报告" in text(client.get("/library/kept/speech/"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "请选一个文件"),
        ({"text": "短"}, "几乎没有文字"),
        ({"file": SimpleUploadedFile("坏.docx", b"PK\x03\x04xx")}, "没有读"),
    ],
)
def test_what_can_not_be_read_is_told(client, data, said):
    page = text(client.post("/library/papers/new/model/", data))
    assert said in page or "打不开" in page or "损坏" in page
    assert not ReferencePaper.objects.exists()


def test_the_shelf_is_narrowed_by_words_and_by_work(client, paper):
    assert paper.title in text(client.get("/library/kept/model/?q=线轴"))
    assert paper.title in text(client.get("/library/kept/model/?tag=人代会"))
    assert "没有找到" in text(client.get("/library/kept/model/?tag=信访"))
    assert "没有找到" in text(client.get("/library/kept/model/?q=飞船"))


def test_what_is_said_about_it_can_be_changed_its_words_not(client, paper):
    page = text(client.get(f"/library/papers/{paper.pk}/edit/"))
    assert 'value="放风筝工作报告"' in page and "三百只" not in page
    assert client.post(f"/library/papers/{paper.pk}/edit/", {**SAID, "title": "新题目"}).status_code == 302
    paper.refresh_from_db()
    assert paper.title == "新题目"


def test_a_draft_begins_with_it(client, paper):
    from renda.modules.drafting.models import Draft

    assert "照这一篇起草" in text(client.get(f"/library/papers/{paper.pk}/"))
    answer = client.post(f"/library/papers/{paper.pk}/draft/")
    draft = Draft.objects.get()
    assert answer["Location"] == f"/drafting/{draft.pk}/"
    assert draft.title == "放风筝工作报告"


def test_a_paper_taken_out_is_gone(client, paper):
    assert client.post(f"/library/papers/{paper.pk}/withdraw/", {"why": "放错了"}).status_code == 302
    assert client.get(f"/library/papers/{paper.pk}/").status_code == 404
