"""Bad input: each gets a sentence that says what is wrong and what to do."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from renda.kernel.library import importing
from tests.kernel.library import makers

pytestmark = pytest.mark.django_db


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    return out.getvalue()


def text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


TWO = text("风车法", "第一条 甲。", "第二条 乙。", "风铃法", "第一条 丙。", "第二条 丁。")
SPEECH = text("在全镇大会上的讲话", "同志们：" + "今天的会很重要。" * 20)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.txt", b"  ", "空的"),
        ("扫描.png", picture(), "扫描"),
        ("法.pdf", b"%PDF-1.7\n%%EOF", "docx"),
        ("法.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "重新保存"),
        ("坏.docx", b"PK\x03\x04" + b"\x00" * 60, "损坏"),
        ("无字.docx", makers.docx([]), "没有文字"),
        ("乱码.txt", b"\xff\x81\x00\xfe" * 40, "认不出"),
        ("乱码2.md", ("# 锟斤拷法\n" + "锟斤拷" * 50).encode(), "乱码"),
        ("两部.txt", TWO, "两部法"),
        ("讲话.txt", SPEECH, "讲话"),
        ("题目.txt", "某某法".encode(), "没有法规正文"),
        ("表.xlsx", b"PK\x03\x04junk", "损坏"),
        ("程序.exe", b"MZ\x00", "程序"),
        ("空网页.html", b"<html><body><script>1</script></body></html>", "没有文字"),
    ],
)
def test_what_can_not_be_read_is_refused_in_words(town_set, name, data, said):
    item = importing.preview([(name, data)]).items[0]
    assert item.standing == importing.REFUSED
    assert any(said in reason for reason in item.reasons), item.reasons
    assert not item.takable


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["第一条 甲。", "第二条 乙。", "第四条 丁。"], "缺第三条"),
        (["第五条 甲。", "第六条 乙。"], "第五条开始"),
        (["第一条 甲。", "第二条 乙。", "第二条 丙。", "第三条 丁。"], "不止一次"),
        (["第一条 甲。", "第三条 丙。", "第二条 乙。"], "次序"),
        (["第一条", "第二条 乙。"], "没有内容"),
    ],
)
def test_what_is_doubtful_waits_for_a_yes(town_set, lines, said):
    data = text("风车条例", "（2020年1月1日通过）", *lines)
    item = importing.preview([("a.txt", data)]).items[0]
    assert (item.standing, item.chosen_at_first, item.takable) == (importing.DOUBT, False, True)
    assert any(said in reason for reason in item.reasons), item.reasons


def test_a_law_without_any_date_waits_for_one(town_set):
    item = importing.preview([("a.txt", text("风车条例", "第一条 甲。", "第二条 乙。"))]).items[0]
    assert item.standing == importing.DOUBT
    assert any("从哪天起施行" in reason for reason in item.reasons)


@pytest.mark.parametrize("windows", [False, True])
def test_an_archive_of_laws_is_opened(town_set, windows):
    inner = [
        makers.old_docx(),
        makers.new_docx(),
        ("里面.zip", makers.archive([makers.old_docx()])),
        ("._x", b"x"),
    ]
    shown = importing.preview([("法规.zip", makers.archive(inner, windows=windows))])
    assert [item.standing for item in shown.items] == ["new", "edition", "refused"]
    assert shown.items[0].name == makers.old_docx()[0]
    assert "压缩包" in shown.items[2].reasons[0]


def test_a_swollen_archive_is_refused(town_set):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("大.txt", "第" * 12_000_000)
    item = importing.preview([("a.zip", data.getvalue())]).items[0]
    assert "大得不正常" in item.reasons[0]
