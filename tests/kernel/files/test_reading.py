from __future__ import annotations

import io
from urllib.parse import unquote

import pytest

from renda.kernel.files import blobs, plaintext
from renda.kernel.files.errors import DamagedFile, NoText
from renda.kernel.files.integrity import check_integrity
from renda.kernel.files.serve import serve, serve_thumbnail
from renda.kernel.files.store import accept, keep
from renda.kernel.files.text import extract_text
from tests.kernel.files import makers

pytestmark = pytest.mark.django_db

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:p><w:t>front &b;&x; back</w:t></w:p></w:document>"
)


@pytest.mark.parametrize(
    ("name", "data", "words", "pages"),
    [
        ("a.docx", makers.docx_bytes("第一段", "第二段"), ["第一段\n第二段", "农业农村办公室"], 1),
        ("a.xlsx", makers.xlsx_bytes(), ["张三\t东坑村"], None),
        ("a.xls", makers.xls_bytes(), ["李四"], None),
        ("a.pdf", makers.typst_pdf("Suggestion 2026"), ["Suggestion 2026"], 2),
        ("a.ofd", makers.ofd_bytes("关于召开会议的通知"), ["关于召开会议的通知"], 1),
        ("a.txt", "东坑村张珺𠮷".encode("gb18030"), ["东坑村张珺𠮷"], None),
        ("a.csv", "姓名,村".encode("utf-8-sig"), ["姓名,村"], None),
        ("a.png", makers.picture_bytes("PNG"), [""], None),
    ],
)
def test_the_words_are_found(name, data, words, pages):
    text, counted = extract_text(accept(data, name))
    for word in words:
        assert word in text
    assert counted == pages


def test_entities_are_neither_expanded_nor_fetched():
    text, _ = plaintext.from_docx(makers.zip_bytes({"word/document.xml": BOMB}))
    assert "haha" not in text and "root:" not in text


def test_text_is_cut_at_the_limit(monkeypatch):
    monkeypatch.setattr(plaintext, "TEXT_CHARACTERS", 10)
    assert plaintext.from_docx(makers.docx_bytes("一二三四五六七八九十甲乙"))[0] == "一二三四五六七八九十"


def test_a_damaged_paper_and_a_slow_one_give_a_plain_message():
    broken = keep(b"PK\x03\x04 not really", "a.docx", "docx")
    with pytest.raises(NoText, match="读不出来"):
        extract_text(broken)
    with pytest.raises(NoText, match="太长"):
        extract_text(accept(makers.docx_bytes(), "a.docx"), seconds=0.01)


def test_a_download_carries_its_chinese_name_and_cannot_run():
    response = serve(accept(makers.docx_bytes(), "关于道路 的建议.docx"))
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert unquote(response["Content-Disposition"].rpartition("''")[2]) == "关于道路 的建议.docx"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "data", "way"),
    [
        ("a.pdf", makers.pdf_bytes(), "inline"),
        ("a.jpg", makers.picture_bytes(), "inline"),
        ("a.docx", makers.docx_bytes(), "attachment"),
        ("a.txt", b"plain", "attachment"),
    ],
)
def test_only_pdf_and_pictures_are_shown_in_the_page(name, data, way):
    stored = accept(data, name)
    assert serve(stored, inline=True)["Content-Disposition"].startswith(way)
    assert serve(stored)["Content-Disposition"].startswith("attachment")


def test_the_served_bytes_are_the_stored_ones():
    stored = accept(b"some text", "a.txt")
    response = serve(stored)
    assert b"".join(response.streaming_content) == b"some text"
    assert response["Content-Length"] == "9"


def test_thumbnail():
    response = serve_thumbnail(accept(makers.picture_bytes(), "a.jpg"))
    assert response["Content-Type"] == "image/jpeg"
    with pytest.raises(ValueError, match="thumbnail"):
        serve_thumbnail(accept(b"x", "a.txt"))


def test_a_changed_file_is_not_served():
    stored = accept(b"some text", "a.txt")
    blobs.path_of(stored.sha256).write_bytes(b"same text")
    with pytest.raises(DamagedFile):
        serve(stored)


def test_integrity_names_missing_changed_and_orphan():
    whole, gone, changed = (accept(text.encode(), f"{text}.txt") for text in ("whole", "gone", "changed"))
    assert check_integrity().ok
    blobs.path_of(gone.sha256).unlink()
    blobs.path_of(changed.sha256).write_bytes(b"x")
    orphan = blobs.put(b"orphan")
    report = check_integrity()
    assert not report.ok
    assert (report.missing, report.changed, report.orphans) == (["gone.txt"], ["changed.txt"], [orphan])
    assert report.files == 3
    assert whole.original_name not in report.missing + report.changed


def test_integrity_knows_thumbnails():
    photo = accept(makers.picture_bytes(), "a.jpg")
    assert check_integrity().orphans == []
    blobs.path_of(photo.thumbnail_sha256).unlink()
    assert check_integrity().missing == ["a.jpg（缩略图）"]


def test_upload_objects_are_read():
    assert accept(io.BytesIO(b"text"), "a.txt").size == 4
