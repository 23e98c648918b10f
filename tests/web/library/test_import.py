"""Importing on the page: nothing is saved before the confirmation."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renda.kernel.audit.models import AuditEntry
from renda.kernel.library import laws
from renda.kernel.library.models import LawEdition
from tests.kernel.library import makers


@pytest.fixture
def client(client_as, frozen_clock, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return client_as("office")


def given(*files):
    return {"files": [SimpleUploadedFile(name, data) for name, data in files]}


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


GAP = ("缺条.txt", "风车条例\n（2020年1月1日通过）\n第一条 甲。\n第三条 丙。".encode())
UNDATED = ("无日期.txt", "风铃条例\n第一条 甲。\n第二条 乙。".encode())
SCAN = ("扫描.png", b"\x89PNG\r\n\x1a\n0000")


def test_what_was_understood_is_shown_and_nothing_saved(client):
    address = client.post("/library/laws/new/", given(makers.old_docx(), makers.new_docx(), GAP, SCAN))[
        "Location"
    ]
    page = text(client.get(address))
    assert "第二章 放飞 第一节 场地：第三条" in page
    assert "缺第二条" in page and "扫描" in page and "《中华人民共和国纸鸢暂行条例》" in page
    assert len(re.findall(r'name="take" value="\d+" checked', page)) == 2
    assert not LawEdition.objects.exists()


def test_only_what_is_ticked_is_saved(client):
    address = client.post("/library/laws/new/", given(makers.old_docx(), makers.new_docx(), GAP))["Location"]
    assert client.post(address, {"take": ["1"]}).status_code == 302
    assert [row.label for row in LawEdition.objects.all()] == ["2020年修正"]
    assert AuditEntry.objects.filter(verb="library.import").count() == 1
    assert client.get(address)["Location"] == "/library/laws/new/"


def test_a_day_in_force_can_be_said(client):
    address = client.post("/library/laws/new/", given(UNDATED))["Location"]
    assert "还没有填从哪天起施行" in text(client.post(address, {"take": ["0"], "from_0": ""}))
    assert "日期看不懂" in text(client.post(address, {"take": ["0"], "from_0": "去年"}))
    assert client.post(address, {"take": ["0"], "from_0": "2019-07-01"}).status_code == 302
    assert laws.editions("风铃条例")[0].in_force_on.isoformat() == "2019-07-01"


def test_nothing_ticked_is_told(client):
    address = client.post("/library/laws/new/", given(GAP))["Location"]
    assert "请先勾选" in text(client.post(address, {}))
    assert not LawEdition.objects.exists()


def test_throwing_the_upload_away(client):
    address = client.post("/library/laws/new/", given(makers.old_docx()))["Location"]
    assert client.post(address, {"drop": "1", "take": ["0"]})["Location"] == "/library/"
    assert not LawEdition.objects.exists()
    assert client.get(address)["Location"] == "/library/laws/new/"


def test_an_archive_is_opened(client):
    data = makers.archive([makers.old_docx(), makers.new_docx()])
    address = client.post("/library/laws/new/", given(("法规.zip", data)))["Location"]
    assert text(client.get(address)).count('name="take"') == 2


@pytest.mark.parametrize(("files", "said"), [((), "请先选文件"), ((("空.txt", b""),), "空的")])
def test_an_upload_without_content_is_told(client, files, said):
    assert said in text(client.post("/library/laws/new/", given(*files)))


def test_the_upload_of_somebody_else_is_not_shown(client, client_as):
    address = client.post("/library/laws/new/", given(makers.old_docx()))["Location"]
    assert client_as("chair").get(address).status_code == 403


def test_nasty_names_do_no_harm(client):
    nasty = "<script>alert(1)</script>"
    data = f"风车{nasty}条例\n（2020年1月1日通过）\n第一条 甲{nasty}。\n第二条 乙。".encode()
    address = client.post("/library/laws/new/", given((f"{nasty}.txt", data)))["Location"]
    assert nasty not in text(client.get(address))
