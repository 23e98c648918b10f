"""Files that give no paper: each says why and what to do, none does harm."""

from __future__ import annotations

import io
import subprocess
import zipfile

import docx
import pytest
from PIL import Image

from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.reading import Unreadable, converter, read_paper
from renda.kernel.exchange import ole
from tests.kernel.documents.engine import samples
from tests.kernel.documents.reading import word_files as make


def whole() -> bytes:
    return make.saved(make.closed(make.typed_by_hand()))


def entity(data: bytes) -> bytes:
    return data.replace(b"?>", b'?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>', 1)


def pictures_only() -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (30, 30), "white").save(picture, "PNG")
    document = docx.Document()
    document.add_picture(io.BytesIO(picture.getvalue()))
    return make.saved(document)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * (30 * 1024 * 1024))
    return out.getvalue()


def scan() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(out, "PDF")
    return out.getvalue()


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(render_pdf(samples.LETTER).bytes)))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


CASES = {
    "not a zip": (lambda: b"PK\x03\x04 broken", "a.docx", "损坏"),
    "cut off": (lambda: whole()[:2000], "a.docx", "损坏"),
    "xml torn": (lambda: make.with_part(whole(), "word/document.xml", lambda data: data[:500]), "a.docx", "损坏"),
    "external entity": (lambda: make.with_part(whole(), "word/document.xml", entity), "a.docx", "外部引用"),
    "macros": (lambda: make.with_part(whole(), "word/vbaProject.bin", lambda _: b"x"), "a.docx", "宏"),
    "bomb": (bomb, "a.docx", "展开"),
    "pictures only": (pictures_only, "a.docx", "只有图片"),
    "empty": (lambda: make.saved(docx.Document()), "a.docx", "没有文字"),
    "packed": (lambda: b"PK\x05\x06" + b"\0" * 18, "a.docx", "压缩包"),
    "scan": (scan, "a.pdf", "扫描件"),
    "locked pdf": (locked_pdf, "a.pdf", "密码"),
    "torn pdf": (lambda: render_pdf(samples.LETTER).bytes[:900], "a.pdf", "打不开"),
    "torn doc": (lambda: ole.MAGIC + b"\0" * 600, "a.doc", "损坏|打不开"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 100, "a.png", "图片|没有读|认不出|损坏"),
    "unknown": (lambda: b"GIF89a", "a.xyz", "没有读|读不成|认不出"),
    "no ending": (lambda: b"\x00\x01\x02", "paper", "没有读|读不成|认不出"),
}


@pytest.mark.parametrize("case", CASES)
def test_refused_with_words(case):
    data, name, expected = CASES[case]
    with pytest.raises(Unreadable, match=expected) as told:
        read_paper(data(), name)
    assert "上传" not in str(told.value) and str(told.value).endswith("。")


def test_a_pdf_with_text_is_read_with_a_note():
    read = read_paper(render_pdf(samples.GENERAL).bytes, "通知.pdf")
    assert read.paper.title == samples.GENERAL.title
    assert any("PDF" in note for note in read.notes)
    assert any(samples.LINE in "".join(run.text for run in block.runs) for block in read.paper.blocks if hasattr(block, "runs"))


def test_an_old_word_file_goes_through_the_converter(tmp_path):
    program = converter.find_converter()
    if program is None:  # without it the message is what counts: the next test
        return
    source = tmp_path / "old.docx"
    source.write_bytes(whole())
    command = [program, "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--convert-to", "doc", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "old.doc").read_bytes()
    for name in ("老通知.doc", "老通知.wps"):
        read = read_paper(data, name)
        assert read.paper.title == make.TITLE
        assert any("旧格式" in note for note in read.notes)


def test_without_converter_it_says_how_to_save(monkeypatch):
    monkeypatch.setattr(converter, "find_converter", lambda: None)
    with pytest.raises(Unreadable, match="另存为"):
        converter.to_docx(b"any")
