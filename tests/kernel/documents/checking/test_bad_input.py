"""Files that are not what they should be: each says in words what to do, none does harm."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from renda.kernel.documents.checking import Unopenable, check_docx
from renda.kernel.documents.checking.mend import mend_docx
from renda.kernel.documents.engine.docx import render_docx
from tests.kernel.documents.engine import samples

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def saved(document) -> bytes:
    document.save(buffer := io.BytesIO())
    return buffer.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return buffer.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(render_docx(samples.GENERAL)))
    return archive({**{item: source.read(item) for item in source.namelist()}, name: data})


def said(data: bytes) -> set[str]:
    return {found.id for found in check_docx(data, draw=False).findings}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"), (b"abc", "不是 docx"), (OLE, "旧格式"), (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"%PDF-1.7", "PDF"), (b"{\\rtf1 x}", "RTF"), (b"<html><body>", "网页"), (b"\x89PNG\r\n", "图片"),
        (archive({"xl/workbook.xml": b"<x/>"}), "Excel"), (archive({"content.xml": b"<x/>"}), "ODF"), (archive({"a.txt": b"x"}), "没有公文内容"),
        (render_docx(samples.GENERAL)[:4000], "已损坏"), (archive({"word/document.xml": b"<w:document"}), "已损坏"),
        (archive({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}), "不安全"),
        (archive({"word/document.xml": b"<a/>"}), "没有正文"),
    ],
)
def test_what_is_no_docx_says_what_to_do(data, words):
    for work in (check_docx, mend_docx):
        with pytest.raises(Unopenable, match=words):
            work(data)


def test_a_bomb_is_not_unpacked():
    with pytest.raises(Unopenable, match="大得不正常"):
        check_docx(archive({"word/document.xml": b"\0" * (65 * 2**20)}))


def test_entities_in_any_part_are_refused():
    with pytest.raises(Unopenable, match="不安全"):
        check_docx(with_part("word/styles.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), draw=False)


def test_macros_are_named_and_not_run():
    assert "FILE-03" in said(with_part("word/vbaProject.bin", b"x"))


def test_tracked_changes_count_what_stays_and_leave_out_what_went():
    document = docx.Document(io.BytesIO(render_docx(samples.GENERAL)))
    item = next(one for one in document.paragraphs if one.text == samples.LINE)
    item._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>新增的话。</w:t></w:r></w:ins>'))
    item._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>删去的话。</w:delText></w:r></w:del>'))
    data = saved(document)
    assert "FILE-01" in said(data)
    from renda.kernel.documents.checking.reader import read_docx

    text = read_docx(data).text
    assert "新增的话。" in text and "删去的话。" not in text


def test_theme_fonts_win_over_the_names_beside_them():
    document = docx.Document(io.BytesIO(render_docx(samples.GENERAL)))
    item = next(one for one in document.paragraphs if one.text == samples.LINE)
    fonts = item.runs[0]._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    fonts.set(qn("w:eastAsiaTheme"), "minorEastAsia")
    data = saved(document)
    assert "FMT-04" in said(data)
    assert "FMT-04" not in said(mend_docx(data).data)


def test_words_in_boxes_are_read_once():
    document = docx.Document(io.BytesIO(render_docx(samples.GENERAL)))
    box = (
        '<w:r {} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml">'
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p>'
        "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>"
        "<w:t>框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ).format(nsdecls("w"))
    next(one for one in document.paragraphs if one.text == samples.LINE)._p.append(parse_xml(box))
    data = saved(document)
    assert "FILE-05" in said(data)
    from renda.kernel.documents.checking.reader import read_docx

    assert read_docx(data).text.count("框里的话") == 1


def test_pictures_without_words_are_named(tmp_path):
    from PIL import Image

    Image.new("RGB", (40, 40), "white").save(tmp_path / "a.png")
    document = docx.Document()
    document.add_picture(str(tmp_path / "a.png"))
    assert "FILE-04" in said(saved(document))


def test_three_hundred_pages_and_an_empty_file_are_read():
    document = docx.Document()
    for _ in range(6600):
        document.add_paragraph(samples.LINE)
    report = check_docx(saved(document), draw=False)
    assert len(report.findings) < 40  # one finding for one fault, however many paragraphs
    assert "FMT-13" in said(saved(docx.Document()))


def test_values_that_are_no_numbers_do_no_harm():
    document = docx.Document(io.BytesIO(render_docx(samples.GENERAL)))
    size = document.element.body.find(f".//{qn('w:sectPr')}/{qn('w:pgSz')}")
    size.set(qn("w:w"), "abc")
    document.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(f'<w:ind {nsdecls("w")} w:left="x" w:firstLineChars=""/>'))
    check_docx(saved(document), draw=False)
