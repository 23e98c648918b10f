"""Word files as offices send them, made here piece by piece."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

TITLE = "云溪镇人民代表大会主席团关于开展代表视察的通知"
BODY = "经主席团会议研究，决定组织代表视察，请认真准备。"


def saved(document) -> bytes:
    """The document as bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def typed_by_hand() -> docx.document.Document:
    """A paper without styles: sizes, sides and typed numbers only."""
    document = docx.Document()
    mark = document.add_paragraph()
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = mark.add_run("云溪镇人民代表大会主席团文件")
    run.font.size, run.font.color.rgb = Pt(40), RGBColor(0xFF, 0, 0)
    document.add_paragraph("云镇人发〔2025〕8号").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in (TITLE[:12], TITLE[12:]):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(part).font.size = Pt(22)
    document.add_paragraph("各代表小组：")
    document.add_paragraph("　　" + BODY)
    document.add_paragraph("　　一、视察内容")
    document.add_paragraph("　　村道养护。")
    return document


def closed(document) -> docx.document.Document:
    """``document`` with signature and date."""
    for row in ("云溪镇人民代表大会主席团", "2025年4月2日"):
        document.add_paragraph(row).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return document


def with_part(data: bytes, name: str, change) -> bytes:
    """The package with one part changed by ``change(bytes) -> bytes``; a part that is not there is added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        for each in names:
            content = source.read(each)
            target.writestr(each, change(content) if each == name else content)
        if name not in names:
            target.writestr(name, change(b""))
    return out.getvalue()


def tracked() -> bytes:
    """A paragraph with an insertion, a deletion, a struck-out paragraph end and a deleted table row."""
    document = closed(typed_by_hand())
    xml = (
        '<w:p {ns}><w:r><w:t>视察时间为</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>四月</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>五月</w:t></w:r></w:ins><w:r><w:t>上旬。</w:t></w:r></w:p>'
    )
    joined = (
        '<w:p {ns}><w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr><w:r><w:t>上半句，</w:t></w:r></w:p>',
        "<w:p {ns}><w:r><w:t>下半句。</w:t></w:r></w:p>",
    )
    place = document.paragraphs[-3]._p
    for source in (xml, *joined):
        place.addnext(parse_xml(source.format(ns=nsdecls("w"))))
        place = place.getnext()
    return saved(document)


def boxed() -> bytes:
    """A text box written twice, as word processors do: for new readers and for old ones."""
    document = closed(typed_by_hand())
    box = (
        '<w:p {w} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"><w:r>'
        "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent><w:p><w:r><w:t>框里的话。</w:t></w:r></w:p>"
        "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框里的话。</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document.paragraphs[-3]._p.addnext(parse_xml(box.format(w=nsdecls("w"))))
    return saved(document)


def counted() -> bytes:
    """Headings and items whose numbers the word processor counts."""
    document = docx.Document()
    document.add_paragraph("关于规范会议的规定").alignment = WD_ALIGN_PARAGRAPH.CENTER
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate([("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for level, words in ((0, "会前"), (1, "准备"), (2, "发通知"), (2, "备材料"), (1, "报到"), (0, "会中")):
        paragraph = document.add_paragraph(words)
        mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(mark))
    return saved(document)
