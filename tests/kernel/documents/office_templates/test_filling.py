"""Marks found and filled: over runs, in tables, headers and lists; what is unknown or empty is said with its place."""

from __future__ import annotations

import io

import docx
import pytest

from renda.kernel.documents.office_templates import service
from renda.kernel.documents.office_templates.filling import UnknownMarks, fill
from renda.kernel.documents.office_templates.marks import find
from renda.kernel.documents.office_templates.matching import OWN, TEXT, nearest, rule_on, settle
from renda.kernel.documents.office_templates.package import open_template
from renda.kernel.files.errors import RefusedFile
from tests.kernel.documents.office_templates import makers

PEOPLE = [{"name": "李秀兰", "group": "第二小组"}, {"name": "喆堃", "group": "第一小组"}, {"name": "旻珺玥昇", "group": ""}]


def opened(data: bytes):
    return docx.Document(io.BytesIO(data))


def filled(data: bytes, values: dict, **chosen):
    rulings = settle(service.look(data, "范本.docx").rulings, chosen)
    done = fill(data, rulings, values)
    return opened(done.bytes), done.without_value


def test_marks_of_every_shape_are_found():
    data = makers.simple("【代表姓名】{{ 届 }}｛｛选区｝｝【 联系 电话 】", "文号〔2026〕3号，普通{括号}不算")
    marks, broken = find(open_template(data, "范本.docx"))
    assert [mark.name for mark in marks] == ["代表姓名", "届", "选区", "联系电话"] and not broken
    assert {mark.place for mark in marks} == {"正文第1段"}


def test_known_fields_are_matched_by_name_and_alias():
    looked = service.look(makers.simple("【代表姓名】【文号】【镇长】【代表姓铭】"), "范本.docx")
    assert [(r.kind, r.field) for r in looked.rulings[:3]] == [("known", "deputy"), ("known", "number"), ("known", "mayor")]
    unknown = looked.rulings[3]
    assert unknown.kind == "unknown" and unknown.nearest[0] == "deputy" and unknown.place == "正文第1段"
    assert looked.rulings[0].example == "李秀兰"


def test_nothing_is_offered_for_what_is_near_to_nothing():
    assert nearest("甲乙丙丁") == ()


def test_a_mark_over_several_runs_keeps_the_layout():
    document, without = filled(makers.broken_over_runs(), {"deputy": "喆堃", "term": "第十九届"})
    runs = document.paragraphs[0].runs
    assert document.paragraphs[0].text == "兹证明喆堃同志是第十九届代表。" and without == ()
    value = next(run for run in runs if run.text == "喆堃")
    assert value.bold and str(value.font.color.rgb) == "C80000" and value.font.size.pt == 16
    assert all(run.font.size.pt == 16 for run in runs) and not runs[0].bold


def test_rows_and_paragraphs_of_lists_are_repeated():
    values = {"town": "云溪镇", "session": "第七次会议", "deputies_total": 3, "deputies": PEOPLE, "议程": [{"内容": "听取报告"}, {"内容": "选举"}]}
    document, without = filled(makers.with_table(), values)
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["序号", "姓名", "小组"], ["1", "李秀兰", "第二小组"], ["2", "喆堃", "第一小组"], ["3", "旻珺玥昇", ""], ["合计", "3名", ""]]
    assert [p.text for p in document.paragraphs] == ["签到表（第七次会议）", "1．听取报告", "2．选举"]
    assert document.sections[0].header.paragraphs[0].text == "云溪镇人大办"
    assert without == ()


def test_fields_without_a_value_stay_and_are_said():
    document, without = filled(makers.with_table(), {"town": "云溪镇", "session": " "})
    assert without == ("代表名单的序号", "代表名单的姓名", "代表名单的代表小组", "议程的序号", "议程的内容", "会议全称", "代表总数")
    assert document.paragraphs[0].text == "签到表（{{ 会议名称 }}）"


def test_fields_without_a_value_are_said_in_reading_order():
    assert filled(makers.simple("【乡镇名称】【会议名称】定于【开会日期】"), {})[1] == ("乡镇名称", "会议全称", "开会日期")


def test_unknown_fields_are_refused_with_their_place():
    data = makers.simple("第一段", "交给【代表姓铭】")
    with pytest.raises(UnknownMarks, match="正文第2段的“【代表姓铭】”"):
        fill(data, rule_on(find(open_template(data, "范本.docx"))[0]), {})


def test_an_unknown_mark_may_be_known_own_or_plain_text():
    data = makers.simple("【代表姓铭】【车牌】【公告】")
    document, without = filled(data, {"deputy": "李秀兰", "车牌": "甲A00001"}, 代表姓铭="deputy", 车牌=OWN, 公告=TEXT)
    assert document.paragraphs[0].text == "李秀兰甲A00001【公告】" and without == ()


def test_values_of_several_lines_and_odd_signs_are_text():
    document, _ = filled(makers.simple("内容：【单位】。"), {"unit": "第一行\n第二行 <w:t>&amp;【代表姓名】\x07"})
    assert document.paragraphs[0].text == "内容：第一行\n第二行 <w:t>&amp;【代表姓名】。"


def test_two_lists_in_one_row_are_refused():
    document = docx.Document()
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "【代表名单.姓名】", "【议程.内容】"
    with pytest.raises(UnknownMarks, match="两个名单"):
        filled(makers.saved(document), {"deputies": PEOPLE})


def test_an_unknown_part_of_a_known_list_offers_its_parts():
    looked = service.look(makers.simple("【代表名单.身高】"), "范本.docx")
    assert looked.unknown[0].nearest[0] == "代表名单.姓名"


def test_marks_not_finished_and_files_without_marks_are_refused():
    with pytest.raises(RefusedFile, match="没有写完：正文第2段"):
        service.look(makers.simple("【代表姓名】", "【选区"), "范本.docx")
    with pytest.raises(RefusedFile, match="没有找到标记"):
        service.look(makers.simple("一封普通的信"), "范本.docx")


@pytest.mark.parametrize("what", makers.dangerous())
def test_dangerous_files_are_refused_in_plain_chinese(what):
    data, words = makers.dangerous()[what]
    with pytest.raises(RefusedFile, match=words) as caught:
        service.look(data, "范本.docx")
    assert any(word in str(caught.value) for word in ("请", "可以上传", "选错"))


def test_only_docx_is_taken():
    for name in ("范本.doc", "范本.wps", "范本.docm", "范本"):
        with pytest.raises(RefusedFile, match="docx"):
            service.look(makers.simple("【届】"), name)


def test_a_long_list_keeps_every_row_and_opens():
    people = [{"name": f"代表{n}", "group": "一组"} for n in range(300)]
    document, _ = filled(makers.with_table(), {"deputies": people})
    assert len(document.tables[0].rows) == 302
