"""Checking a text on the page: bring it in, rule on findings, take the mended text along."""

from __future__ import annotations

import io
import re

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renda.kernel.exchange import staging
from renda.kernel.proofreading.models import CheckedText, FindingRuling
from tests.kernel.proofreading.test_rulings import WRONG, word_file

ADDRESS = "/proofread/"


@pytest.fixture
def client(client_as, frozen_clock, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return client_as("office")


def page(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def brought(client, text=WRONG, title="交办通知") -> str:
    response = client.post(ADDRESS, {"text": text, "title": title})
    assert response.status_code == 302, page(response)
    return response["Location"]


def uploaded(client, data: bytes, name: str):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, data)})


def key_of(shown: str, excerpt: str) -> str:
    """The key behind the item whose marked words are ``excerpt``."""
    for item in shown.split('<li class="pf-item')[1:]:
        if f"<mark>{excerpt}</mark>" in item:
            return re.search(r'name="key" value="(\w+)"', item)[1]
    raise AssertionError(f"no finding at {excerpt}")


def test_the_first_page_says_what_to_do(client):
    shown = page(client.get(ADDRESS))
    assert "还没有检查过文件" in shown and "只指出，不改动" in shown


def test_three_gates_and_the_marked_text_are_shown(client):
    shown = page(client.get(brought(client)))
    assert all(name in shown for name in ("文字关", "政策关", "行文关", "没有发现问题"))
    assert "“布署”应为“部署”" in shown and "采纳，改成“部署”" in shown
    assert re.search(r'class="pf-mark pf-sure"[^>]*>布署</a>', shown)


def test_accepting_marks_the_finding_and_changes_the_copy_only(client):
    address = brought(client)
    key = key_of(page(client.get(address)), "布署")
    answer = client.post(f"{address}rule/", {"key": key, "number": "1", "decision": "accepted"})
    assert answer["Location"].endswith("#f1")
    assert "已采纳" in page(client.get(address)) and "布署" in page(client.get(address))
    mended = page(client.get(f"{address}mended/"))
    assert "由镇人大主席团部署，各单位按排专人负责。" in mended
    text = client.get(f"{address}text/").content.decode("utf-8-sig")
    assert text == "由镇人大主席团部署，各单位按排专人负责。"


def test_leaving_a_sure_fault_asks_for_a_reason(client):
    address = brought(client)
    key = key_of(page(client.get(address)), "布署")
    client.post(f"{address}rule/", {"key": key, "decision": "ignored"})
    assert not FindingRuling.objects.exists()
    assert "要写明理由" in page(client.get(address))
    client.post(f"{address}rule/", {"key": key, "decision": "ignored", "reason": "原文如此"})
    assert "理由：原文如此" in page(client.get(address))
    client.post(f"{address}rule/", {"key": key, "decision": "open"})
    assert not FindingRuling.objects.exists()


def test_all_of_one_kind_are_accepted_together(client):
    address = brought(client)
    assert "这2处全部采纳" in page(client.get(address))
    client.post(f"{address}rule/", {"rule": "CON-19-papers", "decision": "accepted"})
    assert FindingRuling.objects.filter(decision="accepted").count() == 2


def test_what_was_ruled_stays_when_the_text_comes_again(client):
    address = brought(client)
    client.post(f"{address}rule/", {"key": key_of(page(client.get(address)), "布署"), "decision": "accepted"})
    assert brought(client, "新的一段。\n" + WRONG) == address
    assert "已采纳" in page(client.get(address))


def test_a_ruling_on_what_is_gone_is_told(client):
    address = brought(client)
    client.post(f"{address}rule/", {"key": "gone", "decision": "accepted"})
    assert "已经不在文字里了" in page(client.get(address))
    assert client.post(f"{address}rule/", {"key": "gone", "decision": "delete"}).status_code == 302
    assert client.get(f"{address}rule/").status_code == 405


def test_a_word_file_comes_back_mended(client):
    address = uploaded(client, word_file("第一段没有错。", WRONG), "交办.docx")["Location"]
    shown = page(client.get(address))
    assert "版面格式" in shown
    client.post(f"{address}rule/", {"rule": "CON-19-papers", "decision": "accepted"})
    assert "下载改好的 Word 文件" in page(client.get(f"{address}mended/"))
    for address_of_file in (f"{address}docx/", f"{address}docx/?layout=1"):
        answer = client.get(address_of_file)
        made = docx.Document(io.BytesIO(b"".join(answer.streaming_content)))
        assert any("由镇人大主席团部署，各单位安排专人负责。" in p.text for p in made.paragraphs)
        assert "docx" in answer["Content-Disposition"]


def test_without_the_file_the_findings_stay(client):
    """The file is kept for a day, the words and rulings for longer."""
    address = uploaded(client, word_file(WRONG), "交办.docx")["Location"]
    staging.drop(CheckedText.objects.get().token)
    assert "只保留一天" in page(client.get(f"{address}mended/"))
    assert client.get(f"{address}docx/").status_code == 302
    assert "“布署”应为“部署”" in page(client.get(address))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "请选一个文件，或者粘贴"),
        ({"text": " \n "}, "请选一个文件，或者粘贴"),
        ({"text": "字" * 300_001}, "请分几次检查"),
    ],
)
def test_what_cannot_be_checked_is_told(client, given, said):
    assert said in page(client.post(ADDRESS, given))
    assert not CheckedText.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"), [("坏.docx", b"PK\x03\x04xx"), ("图.docx", b"\x89PNG\r\n\x1a\n00"), ("空.txt", b"")]
)
def test_files_that_cannot_be_read_are_told(client, name, data):
    shown = page(uploaded(client, data, name))
    assert 'class="field-error' in shown or "errorlist" in shown or "要改" in shown
    assert not CheckedText.objects.exists()


def test_nasty_text_is_shown_as_text(client):
    shown = page(client.get(brought(client, "<script>alert(1)</script>布署", "<b>名</b>")))
    assert "<script>alert" not in shown and "<b>名" not in shown


def test_a_long_text_is_shown_in_parts(client):
    shown = page(client.get(brought(client, "\n".join(["没有问题的一段。"] * 2000 + [WRONG] * 80), "长文")))
    assert "只列出有问题的段落" in shown and "没有列出" in shown


def test_the_list_can_be_printed(client):
    shown = page(client.get(f"{brought(client)}print/"))
    assert "检查清单" in shown and "布署" in shown


def test_a_checked_text_can_be_removed(client):
    address = brought(client)
    assert "找不回来" in page(client.get(f"{address}remove/"))
    assert client.post(f"{address}remove/")["Location"] == ADDRESS
    assert client.get(address).status_code == 404


def test_only_the_office_checks_and_only_its_own(client, client_as):
    address = brought(client)
    for role in ("presidium", "deputy", "unit_handler", "keeper"):
        assert client_as(role).get(ADDRESS).status_code == 403
        assert client_as(role).get(address).status_code == 403


def test_the_number_of_queries_does_not_grow(client, assert_queries_flat):
    def make(count):
        for n in range(count):
            brought(client, WRONG, f"第{n}稿")

    assert_queries_flat(lambda: client.get(ADDRESS), make, 2, 12)


def test_the_state_of_the_statistics_is_shown(client, monkeypatch):
    from renda.kernel.proofreading.characters import keeping
    from renda.web.proofreading import views

    assert "用语统计还没有建立" in page(client.get(ADDRESS))
    known = keeping.Standing(views.checking.clock.now(), 3_500_000, ("人大常用词语", "随系统带的字词频次"))
    monkeypatch.setattr(keeping, "standing", lambda: known)
    shown = page(client.get(ADDRESS))
    assert "取自人大常用词语、随系统带的字词频次，共350万字" in shown
