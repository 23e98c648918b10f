"""Word files as offices make them: marks broken over runs, tables, headers; and dangerous ones."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.shared import Pt, RGBColor


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def simple(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def broken_over_runs() -> bytes:
    """【代表姓名】 in four runs with looks of their own, text before and after."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text, bold in (("兹证明", False), ("【代", True), ("表", False), ("姓名", False), ("】同志是", False), ("{{", False), ("届}}代表。", False)):
        run = paragraph.add_run(text)
        run.bold = bold
        run.font.size = Pt(16)
    paragraph.runs[1].font.color.rgb = RGBColor(200, 0, 0)
    return saved(document)


def with_table() -> bytes:
    """A head row, a row that repeats, a row behind it; a mark in the header; a paragraph with a list."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "【乡镇】人大办"
    document.add_paragraph("签到表（{{ 会议名称 }}）")
    table = document.add_table(rows=3, cols=3)
    for cell, text in zip(table.rows[0].cells, ("序号", "姓名", "小组"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("【代表名单.序号】", "【代表名单．姓名】", "【代表名单.小组】"), strict=True):
        cell.text = text
    table.rows[2].cells[0].text = "合计"
    table.rows[2].cells[1].text = "【代表总数】名"
    document.add_paragraph("【议程.序号】．【议程.内容】")
    return saved(document)


def changed(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The package with parts added, replaced, or (None) taken out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            if content is not None:
                target.writestr(name, content)
    return buffer.getvalue()


def body_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def dangerous() -> dict[str, tuple[bytes, str]]:
    """What is wrong → (file, words of the refusal)."""
    plain = simple("【代表姓名】")
    body = body_of(plain)
    external = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r9" Type="http://x/image" Target="http://evil.example/x.png" TargetMode="External"/></Relationships>'
    )
    doctype = body.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document', 1)
    inserted = body.replace(b"<w:r>", b'<w:ins w:id="1" w:author="x"><w:r>', 1).replace(b"</w:r>", b"</w:r></w:ins>", 1)
    field = body.replace(b"<w:r>", b"<w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r><w:r>", 1)
    return {
        "macros": (changed(plain, {"word/vbaProject.bin": b"x"}), "宏"),
        "entities": (changed(plain, {"word/document.xml": doctype}), "外部引用"),
        "linked": (changed(plain, {"word/_rels/document.xml.rels": external}), "从别处取内容"),
        "embedded": (changed(plain, {"word/embeddings/a.bin": b"x"}), "嵌有别的文件"),
        "acting": (changed(plain, {"word/document.xml": field}), "自动取内容"),
        "tracked": (changed(plain, {"word/document.xml": inserted}), "修订"),
        "bomb": (changed(plain, {"word/media/x.bin": b"\0" * (70 * 1024 * 1024)}), "大得不正常"),
        "no body": (changed(plain, {"word/document.xml": None}), "只能上传 Word"),
        "torn": (plain[: len(plain) // 2], "打不开"),
        "broken xml": (changed(plain, {"word/document.xml": body[:-40]}), "打不开"),
        "empty": (b"", "空"),
        "locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "打不开"),
        "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "png"),
    }
