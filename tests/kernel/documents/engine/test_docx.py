from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.model import Attachment, Column, OfficialPaper, Table, text

from . import samples


def opened(paper: OfficialPaper):
    return docx.Document(io.BytesIO(render_docx(paper)))


def paragraph(document, words: str):
    return next(item for item in document.paragraphs if words in item.text)


def attribute(style, path: str, name: str):
    node = style.element.find(path, style.element.nsmap)
    return None if node is None else node.get(qn(f"w:{name}"))


def test_page_is_a4_with_the_margins_of_the_standard():
    section = opened(samples.GENERAL).sections[0]
    measured = [section.page_width, section.page_height, section.top_margin, section.left_margin, section.bottom_margin, section.right_margin]
    assert [round(value.mm, 1) for value in measured] == [210, 297, 37, 28, 35, 26]
    assert section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "579"
    assert 24.7 <= section.footer_distance.mm <= 25.5


def test_styles_carry_official_fonts_sizes_and_exact_pitch():
    styles = opened(samples.GENERAL).styles
    expected = {
        "Normal": ("仿宋_GB2312", 16, 579), "Title": ("方正小标宋简体", 22, 700), "Heading 1": ("黑体", 16, 579),
        "Heading 2": ("楷体_GB2312", 16, 579), "Heading 3": ("仿宋_GB2312", 16, 579), "页码": ("宋体", 14, 360), "版记": ("仿宋_GB2312", 14, 480),
    }
    for name, (font, size, line) in expected.items():
        style = styles[name]
        assert attribute(style, "w:rPr/w:rFonts", "eastAsia") == font, name
        assert style.font.size.pt == size
        assert attribute(style, "w:pPr/w:spacing", "line") == str(line)
        assert attribute(style, "w:pPr/w:spacing", "lineRule") == "exact"
        assert not style.font.bold
        assert attribute(style, "w:rPr/w:rFonts", "eastAsiaTheme") is None
    assert attribute(styles["Normal"], "w:pPr/w:snapToGrid", "val") == "0"


def test_28_characters_fit_the_line():
    document = opened(samples.GENERAL)
    style, section = document.styles["Normal"], document.sections[0]
    pitch = style.font.size.pt + int(attribute(style, "w:rPr/w:spacing", "val")) / 20
    width = (section.page_width - section.left_margin - section.right_margin) / 12700
    assert 28 * pitch <= width < 28.5 * pitch


def test_order_of_elements_of_a_general_paper():
    document = opened(samples.GENERAL)
    written = [item.text for item in document.paragraphs if item.text]
    wanted = [
        "云溪镇人民代表大会主席团文件", "云镇人主发〔2026〕3号", "镇人民政府、镇直各单位：", samples.LINE, "一、总体要求", "（一）明确责任",
        "1.面商", "（1）记录", "1.及时签收", "2.按期答复", "二、附表", "附件：1.建议交办清单", "2.联系人名单",
        "云溪镇人民代表大会主席团", "2026年3月9日", "（联系人：陈淑芬，电话：0571-63200000）", "附件1", "建议交办清单", "附件2",
    ]
    positions = [written.index(words) for words in wanted]
    assert positions == sorted(positions)
    number = paragraph(document, "〔2026〕")
    border = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert border.get(qn("w:color")) == "FF0000" and border.get(qn("w:sz")) == "10"


def test_organ_mark_is_red_small_song_and_narrowed_to_one_line():
    run = opened(samples.GENERAL).paragraphs[0].runs[0]
    assert str(run.font.color.rgb) == "FF0000"
    assert int(run._r.rPr.find(qn("w:w")).get(qn("w:val"))) < 100


def test_paragraphs_are_indented_by_characters():
    document = opened(samples.GENERAL)
    assert paragraph(document, samples.LINE)._p.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert paragraph(document, "镇直各单位：")._p.pPr.find(qn("w:ind")) is None
    assert paragraph(document, "2026年3月9日")._p.pPr.find(qn("w:ind")).get(qn("w:rightChars")) == "400"


@pytest.mark.parametrize(("blocks", "kept"), [((text("只有一段。"),), None), ((text("前一段。"), text("末一段。")), True)])
def test_the_last_paragraph_goes_with_the_signature_unless_it_is_the_only_one(blocks, kept):
    document = opened(replace(samples.GENERAL, blocks=blocks, attachments=()))
    assert paragraph(document, "一段。" if kept is None else "末一段").paragraph_format.keep_with_next is kept


def test_emphasis_is_set_in_kai_not_bold():
    run = next(run for run in paragraph(opened(samples.GENERAL), "楷体强调").runs if run.text == "楷体强调")
    assert run._r.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312" and not run.bold


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages():
    document = opened(samples.GENERAL)
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert odd.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT and even.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.LEFT
    for footer in (odd, even):
        assert footer.text.startswith("— ") and footer.text.endswith(" —")
        assert footer._p.xpath("string(.//w:instrText)").strip() == "PAGE"


def test_imprint_is_anchored_to_the_bottom_with_three_rules():
    table = opened(samples.GENERAL).tables[-1]
    assert [row.cells[0].text for row in table.rows] == ["抄送：县人大常委会。", "云溪镇人民代表大会办公室\t2026年3月10日印发"]
    position = table._tbl.tblPr.find(qn("w:tblpPr"))
    assert position.get(qn("w:vertAnchor")) == "margin" and position.get(qn("w:tblpYSpec")) == "bottom"
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    assert [borders.find(qn(f"w:{side}")).get(qn("w:sz")) for side in ("top", "insideH", "bottom")] == ["8", "6", "8"]
    assert borders.find(qn("w:left")).get(qn("w:val")) == "nil"


def test_landscape_table_has_its_own_section_and_head_repeats():
    document = opened(samples.GENERAL)
    turned = [section.page_width > section.page_height for section in document.sections]
    assert turned == [False, True, False]
    assert round(document.sections[1].left_margin.mm) == 35 and round(document.sections[1].top_margin.mm) == 28
    table = document.tables[1]
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows[:2])
    assert table.rows[2]._tr.trPr.find(qn("w:tblHeader")) is None
    assert table.cell(0, 2).text == table.cell(0, 3).text == "单位"
    widths = [column.width for column in document.tables[0].columns]
    assert sum(widths) == pytest.approx(Mm(156), rel=0.01)


def test_upward_paper_has_number_and_signers_on_one_row():
    document = opened(samples.UPWARD)
    rows = [item.text for item in document.paragraphs if "周国强" in item.text or "郑秀英" in item.text]
    assert rows == ["\t签发人：周国强　吴建民", "云镇人主发〔2026〕3号\t郑秀英"]
    assert document.paragraphs[0].text == "特急"


def test_letter_has_double_rules_and_no_number_on_its_first_page():
    document = opened(samples.LETTER)
    section = document.sections[0]
    assert section.different_first_page_header_footer and section.first_page_footer.paragraphs[0].text == ""
    bars = [int(item.text) for item in document.element.body.xpath(".//wp:positionV/wp:posOffset")]
    millimetres = sorted(round(value / 36000, 1) for value in bars)
    assert len(bars) == 5
    assert millimetres[-1] == pytest.approx(277 - 0.8, abs=0.5)
    assert "不应出现" not in "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_minutes_list_and_resolution_pass_note():
    document = opened(samples.MINUTES)
    assert paragraph(document, "出席：").runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert paragraph(opened(samples.RESOLUTION), "通过）").style.name == "题注文字"


def test_form_spans_single_boxes_over_the_width():
    table = opened(samples.FORM).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["编号", "第12号", "代表", "李堃"]
    assert len(table.rows[1]._tr.tc_lst) == 2
    assert table.rows[1].height.pt >= 6 * 24


def test_equal_papers_give_equal_bytes_without_clock_times():
    first = render_docx(samples.GENERAL)
    assert first == render_docx(samples.GENERAL)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_any_text_survives():
    nasty = "<b>粗</b> & \x00\x0b \U0001f33e ]]> 喆堃\ud800"
    paper = replace(
        samples.GENERAL, title="关于" + "进一步做好代表建议办理工作" * 6 + "的通知", organ_mark="", addressees=(),
        blocks=(text(nasty), Table((Column(nasty),), ((nasty + "\n第二行",),))),
        attachments=tuple(Attachment(f"附表{n}", ()) for n in range(30)),
    )
    document = opened(paper)
    assert "<b>粗</b> &   \U0001f33e ]]> 喆堃" in "".join(item.text for item in document.paragraphs).replace("&  ", "&   ")
    assert sum(item.text.startswith("附件") and item.style.name == "附件标识" for item in document.paragraphs) == 30
    opened(replace(samples.GENERAL, blocks=(), attachments=(), signature=(), date=""))
