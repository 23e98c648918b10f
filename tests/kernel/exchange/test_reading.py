"""Good tables in every form are read as people see them."""

from __future__ import annotations

import time
from datetime import date

import pytest

from renda.kernel.exchange.sheets import MAX_ROWS, UnreadableFile, Unusable, read_table
from tests.kernel.exchange import makers
from tests.kernel.exchange.makers import FIELDS, ods_row

RARE = "𬭎㑇䲠㙍喆堃"


def cells(sheet):
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_tables_in_every_encoding(encoding, separator):
    text = f"姓名{separator}联系电话\r\n王{RARE}{separator}13800000000\r\n李四，副镇长{separator}0571-87654321\r\n"
    sheet = read_table(text.encode(encoding), "名册.xlsx", FIELDS)
    assert sheet.kind == "text"
    assert cells(sheet) == [(f"王{RARE}", "13800000000"), ("李四，副镇长", "0571-87654321")]


def test_private_use_characters_of_the_old_gb18030_become_the_real_ones():
    data = "姓名,性别\n".encode("gb18030") + b"\xfe\x59\xfe\x51,\xc4\xd0\n"
    assert cells(read_table(data, "a.csv", FIELDS)) == [("龴𠂇", "男")]


def test_quoted_line_breaks_and_excel_row_numbers():
    data = '"sep=,"\n'.replace('"', "") + '姓名,住址\n"张三","上街\n1 号"\n\n李四,"=""00123"""\n'
    sheet = read_table(data.encode(), "a.csv", FIELDS)
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("张三", "上街\n1 号")), (4, ("李四", "00123"))]


def test_emoji_html_and_long_titles_stay_as_they_are():
    title = "关于" + "长" * 196 + "建议"
    assert len(title) == 200
    rows = [("姓名", "住址"), ("张三😀", "<b>加粗</b><script>alert(1)</script>"), ("李四", title)]
    assert cells(read_table(makers.xlsx(rows), "a.xlsx", FIELDS)) == rows[1:]


def test_real_old_excel_with_dates_numbers_and_merges():
    rows = [
        ["XX镇代表名册", None, None],
        ["姓名", "联系电话", "出生日期"],
        ["张三", 13800000000, date(1975, 3, 5)],
        ["李四", None, date(1980, 12, 31)],
    ]
    data = makers.xls(rows, merges=[(0, 0, 0, 2), (2, 3, 1, 1)])
    sheet = read_table(data, "名册.xlsx", FIELDS)
    assert sheet.kind == "xls"
    assert cells(sheet) == [
        ("张三", 13800000000, date(1975, 3, 5)),
        ("李四", 13800000000, date(1980, 12, 31)),
    ]


def test_old_excel_errors_are_reasons():
    def edit(book, sheet):
        sheet.row(1).set_cell_error(1, 0x2A)

    sheet = read_table(makers.xls([["姓名", "住址"], ["张三"]], edit=edit), "a.xls", FIELDS)
    assert sheet.rows[0].cells[1].shown == "#N/A"


def test_title_rows_blank_lines_and_original_row_numbers():
    rows = [["某镇人大代表名册"], [], ["填表单位：某镇"], ["姓名", "性别"], ["张三", "男"], [], ["李四", "女"]]
    sheet = read_table(makers.xlsx(rows, merges=["A1:B1"]), "a.xlsx", FIELDS)
    assert sheet.header_row == 4
    assert [(row.number, row.cells) for row in sheet.rows] == [(5, ("张三", "男")), (7, ("李四", "女"))]


def test_two_header_rows_are_joined():
    rows = [
        ["名册", None, None, None],
        ["姓名", "联系方式", None, "性别"],
        [None, "电话", "地址", None],
        ["张三", "13800000000", "上街", "男"],
    ]
    data = makers.xlsx(rows, merges=["A1:D1", "A2:A3", "B2:C2", "D2:D3"])
    sheet = read_table(data, "a.xlsx", FIELDS)
    assert sheet.header == ("姓名", "联系方式/电话", "联系方式/地址", "性别")
    assert sheet.header_row == 2
    assert cells(sheet) == [("张三", "13800000000", "上街", "男")]


def test_two_header_rows_without_merges_in_text():
    data = "姓名,联系方式,\n,电话,地址\n张三,13800000000,上街\n".encode("gb18030")
    sheet = read_table(data, "a.csv", FIELDS)
    assert sheet.header == ("姓名", "联系方式/电话", "地址")
    assert len(sheet.rows) == 1


def test_merged_blocks_in_the_body_repeat_downwards_only():
    rows = [["姓名", "住址", "特长"], ["张三", "上街", "水利"], ["李四", None, None], ["王五", "下街", None]]
    sheet = read_table(makers.xlsx(rows, merges=["B2:B3", "B4:C4"]), "a.xlsx", FIELDS)
    assert cells(sheet) == [("张三", "上街", "水利"), ("李四", "上街", ""), ("王五", "下街", "")]


def test_records_two_lines_high_count_once():
    rows = [["姓名", "住址"], ["张三", "上街"], [None, None], ["李四", "下街"], [None, None]]
    sheet = read_table(makers.xlsx(rows, merges=["A2:A3", "B2:B3", "A4:A5", "B4:B5"]), "a.xlsx", FIELDS)
    assert [row.number for row in sheet.rows] == [2, 4]


def test_notes_totals_and_repeated_headers_are_left_out_and_named():
    rows = [
        ["姓名", "性别", "住址"],
        ["张三", "男", "上街"],
        ["姓名", "性别", "住址"],
        ["李四", "女", "下街"],
        ["合计", 2, None],
        ["注：1.本表一式两份。"],
        ["2.姓名按身份证填写。"],
        ["填表人：王五", "审核人：赵六", "日期：2026.3.5"],
    ]
    sheet = read_table(makers.xlsx(rows), "a.xlsx", FIELDS)
    assert [row.cells[0] for row in sheet.rows] == ["张三", "李四"]
    assert [item.number for item in sheet.ignored] == [3, 5, 6, 7, 8]
    assert "本表一式两份" in sheet.ignored[2].text


def test_a_last_row_with_only_a_name_is_not_a_note():
    sheet = read_table(makers.xlsx([["姓名", "性别", "住址"], ["张三", "男", "上街"], ["李四"]]), "a.xlsx", FIELDS)
    assert [row.cells[0] for row in sheet.rows] == ["张三", "李四"]


def test_the_best_visible_sheet_is_chosen():
    def edit(book, sheet):
        sheet.title = "说明"
        good = book.create_sheet("名册")
        good.append(["姓名", "性别"])
        good.append(["张三", "男"])
        hidden = book.create_sheet("旧名册")
        for row in (["姓名", "性别", "联系电话"], ["旧人", "男", "1"]):
            hidden.append(row)
        hidden.sheet_state = "veryHidden"

    sheet = read_table(makers.xlsx([["姓名请按身份证填写"], ["姓名"]], edit=edit), "a.xlsx", FIELDS)
    assert (sheet.name, cells(sheet)) == ("名册", [("张三", "男")])


def test_numbers_keep_no_false_decimals_and_texts_stay_texts():
    rows = [["姓名", "联系电话", "住址", "出生日期"], ["张三", 13800000000.0, "00123", 45321], ["李四", "13800000001", 1.5, True]]
    assert cells(read_table(makers.xlsx(rows), "a.xlsx", FIELDS)) == [
        ("张三", 13800000000, "00123", 45321),
        ("李四", "13800000001", 1.5, True),
    ]


def test_a_number_too_long_for_excel_is_a_reason():
    sheet = read_table(makers.xlsx([["姓名", "身份证号"], ["张三", 330106197503050011]]), "a.xlsx", FIELDS)
    cell = sheet.rows[0].cells[1]
    assert isinstance(cell, Unusable)
    assert "文本" in cell.reason


def test_formulas_use_the_stored_result_or_say_why_not():
    data = makers.xlsx([["姓名", "住址", "特长"], ["张三", '="上"&"街"', "=1+1"], ["李四", "#N/A", "x"]])
    data = makers.with_sheet_xml(data, rb'<c r="B2"[^>]*><f>(.*?)</f><v ?/?>(</v>)?</c>', rb'<c r="B2" t="str"><f>\1</f><v>&#19978;&#34903;</v></c>')
    first, second = cells(read_table(data, "a.xlsx", FIELDS))
    assert first[:2] == ("张三", "上街")
    assert "公式" in first[2].reason
    assert second[1].shown == "#N/A"


def test_dates_of_both_calendars():
    rows = [["姓名", "出生日期"], ["张三", date(1975, 3, 5)]]
    for epoch_1904 in (False, True):
        sheet = read_table(makers.xlsx(rows, epoch_1904=epoch_1904), "a.xlsx", FIELDS)
        assert cells(sheet) == [("张三", date(1975, 3, 5))]
        assert sheet.uses_1904 is epoch_1904


def test_workbook_without_styles():
    def change(name, content):
        return content.replace(b"styles", b"absent") if name.endswith(".rels") or name.startswith("[") else content

    data = makers.repacked(makers.xlsx([["姓名", "性别"], ["张三", "男"]]), drop=["xl/styles.xml"], change=change)
    assert cells(read_table(data, "a.xlsx", FIELDS)) == [("张三", "男")]


def test_open_document_with_spans_hidden_sheet_and_repeats():
    hidden = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    tall = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>张<text:s text:c="1"/>三</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>上街</text:p>'
        "<office:annotation><text:p>批注</text:p></office:annotation></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="1975-03-05"><text:p>75.3.5</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="13800000000"><text:p>1.38E10</text:p></table:table-cell></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>李四</text:p></table:table-cell><table:covered-table-cell/>'
        '<table:table-cell table:formula="of:=1+1"/></table:table-row>'
    )
    body = (
        f'<table:table table:name="旧" table:style-name="h">{ods_row("姓名", "住址", "出生日期", "电话", "性别")}</table:table>'
        f'<table:table table:name="新">{ods_row("姓名", "住址", "出生日期", "电话")}{tall}'
        f"{ods_row('', repeats=1048000)}</table:table>"
    )
    sheet = read_table(makers.ods(body, hidden), "a.ods", FIELDS)
    first, second = cells(sheet)
    assert (sheet.name, first) == ("新", ("张 三", "上街", date(1975, 3, 5), 13800000000))
    assert second[:2] == ("李四", "上街")
    assert "公式" in second[2].reason


def test_open_document_that_repeats_a_filled_row_without_end_is_refused():
    body = f'<table:table table:name="a">{ods_row("姓名", "住址")}{ods_row("张三", "x", repeats=1048000)}</table:table>'
    with pytest.raises(UnreadableFile, match="拆成几个文件"):
        read_table(makers.ods(body), "a.ods", FIELDS)


def test_ten_thousand_rows_in_a_few_seconds():
    rows = [["姓名", "性别", "联系电话", "住址", "出生日期"]]
    rows += [[f"代表{i}", "男", 13800000000 + i, f"上街{i}号", date(1975, 3, 5)] for i in range(10_000)]
    data = makers.xlsx(rows)
    started = time.perf_counter()
    sheet = read_table(data, "a.xlsx", FIELDS)
    assert len(sheet.rows) == 10_000
    # Generous: a busy two-core machine reads it in about one second.
    assert time.perf_counter() - started < 10


def test_more_rows_than_allowed_are_refused():
    text = "姓名,性别\n" + "张三,男\n" * MAX_ROWS
    with pytest.raises(UnreadableFile, match="拆成几个文件"):
        read_table(text.encode(), "a.csv", FIELDS)


def test_without_fields_the_first_header_like_row_counts():
    sheet = read_table(makers.xlsx([["某镇名册"], ["甲", "乙", "丙"], ["1", "2", "3"]]), "a.xlsx")
    assert sheet.header == ("甲", "乙", "丙")
