"""What is written opens in Excel as meant, runs nothing, and reads back the same."""

from __future__ import annotations

import io
from datetime import UTC, date

import openpyxl
import pytest

from renda.foundation import clock
from renda.kernel.exchange.fields import Choice, Field
from renda.kernel.exchange.forms import hint_for, template_xlsx
from renda.kernel.exchange.sheets import read_table
from renda.kernel.exchange.writing import MAX_CELL_CHARACTERS, Column, write_csv, write_xlsx
from tests.kernel.exchange.makers import FIELDS

COLUMNS = (
    Column("name", "姓名"),
    Column("phone", "联系电话"),
    Column("born_on", "出生日期", "date"),
    Column("count", "件数", "number"),
)
ROW = {"name": "王𬭎😀", "phone": "13800000000", "born_on": date(1975, 3, 5), "count": 12}
DANGEROUS = ("=1+1", "+cmd", "-1+2", "@SUM(A1)", "＝1+1", "=HYPERLINK(\"http://x\")")


def wall_clock(day, hour, minute=0):
    return clock.at(day, hour, minute).replace(tzinfo=None)


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_xlsx_reads_back_and_looks_right():
    data = write_xlsx(COLUMNS, iter([ROW]), title="代表名册", sheet_name="名册[2026]/一")
    sheet = opened(data).active
    assert sheet.title == "名册2026一"
    assert sheet.freeze_panes == "A3"
    assert sheet["A1"].value == "代表名册"
    assert (sheet["B3"].value, sheet["B3"].data_type, sheet["B3"].number_format) == ("13800000000", "s", "@")
    assert (sheet["C3"].value, sheet["C3"].number_format) == (wall_clock(date(1975, 3, 5), 0), "yyyy-mm-dd")
    assert sheet["D3"].value == 12
    assert sheet["A3"].alignment.wrap_text
    assert sheet.column_dimensions["B"].width >= 11
    table = read_table(data, "a.xlsx", FIELDS)
    assert table.rows[0].cells == ("王𬭎😀", "13800000000", date(1975, 3, 5), 12)


def test_widths_follow_chinese_text_within_bounds():
    columns = (Column("a", "短"), Column("b", "长"), Column("c", "定", width=9))
    sheet = opened(write_xlsx(columns, [{"a": "一", "b": "关于" * 60, "c": "x"}])).active
    assert [sheet.column_dimensions[c].width for c in "ABC"] == [6, 50, 9]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(text):
    columns = (Column("a", "姓名"), Column("b", text))
    data = write_xlsx(columns, [{"a": text, "b": [text]}], title=text)
    sheet = opened(data).active
    for place in ("A1", "B2", "A3", "B3"):
        cell = sheet[place]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert sheet["A2"].quotePrefix is False
    for encoding in ("gb18030", "utf-8-sig"):
        plain = write_csv((Column("a", "姓名"),), [{"a": text}, {"a": "张三"}], encoding=encoding)
        line = plain.decode(encoding).splitlines()[1]
        assert line.lstrip('"').startswith("'")
        assert read_table(plain, "a.csv", FIELDS).rows[0].cells == (text,)


def test_control_characters_and_endless_texts():
    data = write_xlsx((Column("a", "姓名"),), [{"a": "张\x00三\x0b\ud800"}, {"a": "长" * 40_000}])
    sheet = opened(data).active
    assert sheet["A2"].value == "张三"
    assert len(sheet["A3"].value) == MAX_CELL_CHARACTERS
    assert sheet["A3"].value.endswith("请在系统里查看）")


def test_values_of_other_kinds():
    row = {"a": True, "b": ["水利", "电工"], "c": clock.at(date(2026, 3, 5), 9, 30).astimezone(UTC), "d": None}
    sheet = opened(write_xlsx([Column(k, k) for k in "abcd"], [row])).active
    assert "2026-03-05 09:30" in write_csv([Column("c", "c")], [row]).decode("utf-8-sig")
    assert [cell.value for cell in sheet[2]] == ["是", "水利、电工", wall_clock(date(2026, 3, 5), 9, 30), None]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_csv_reads_back_with_long_numbers_and_rare_characters(encoding):
    rows = [{**ROW, "name": "𬭎㑇䲠㙍喆堃", "phone": "057187654321"}, {"name": '说"话\n换行', "phone": "110105194912310021"}]
    data = write_csv(COLUMNS, rows, encoding=encoding)
    assert "\t110105194912310021" in data.decode(encoding)
    assert [row.cells for row in read_table(data, "a.csv", FIELDS).rows] == [
        ("𬭎㑇䲠㙍喆堃", "057187654321", "1975-03-05", "12"),
        ('说"话\n换行', "110105194912310021", "", ""),
    ]


def test_a_negative_number_in_csv_stays_a_number():
    assert write_csv((Column("a", "件数", "number"),), [{"a": -3}]).decode("utf-8-sig").splitlines()[1] == "-3"


def test_the_empty_form_has_header_example_hints_and_dropdowns():
    many = Field("kind", "类别", kind="choice", choices=tuple(Choice(str(i), f"很长的类别名称{i}") for i in range(60)))
    book = opened(template_xlsx((*FIELDS, many), "代表名册"))
    sheet = book["填写"]
    assert [cell.value for cell in sheet[3]] == ["姓名*", "性别", "联系电话", "住址", "出生日期", "身份证号", "特长", "类别"]
    assert [cell.value for cell in sheet[4]][:3] == ["张三", "男", "13800000000"]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert rules["B4"].formula1 == '"男,女"'
    assert rules["H4"].formula1 == "'选项'!$H$1:$H$60"
    assert book["选项"].sheet_state == "hidden"
    assert book["选项"]["H60"].value == "很长的类别名称59"
    assert rules["C4"].prompt == hint_for(FIELDS[2])
    assert sheet.column_dimensions["F"].number_format == "@"
    assert "填写说明" in book.sheetnames


def test_the_filled_form_reads_back():
    book = opened(template_xlsx(FIELDS, "代表名册"))
    sheet = book["填写"]
    for column, text in enumerate(["李四", "女", "13900000000"], start=1):
        sheet.cell(5, column, text)
    out = io.BytesIO()
    book.save(out)
    table = read_table(out.getvalue(), "a.xlsx", FIELDS)
    assert (table.name, table.header_row) == ("填写", 3)
    assert [row.cells[0] for row in table.rows] == ["张三", "李四"]
