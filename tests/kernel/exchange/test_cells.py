"""Headings find their field; cells are read as meant or refused with a reason that says what to do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renda.foundation import clock
from renda.kernel.exchange.cells import parse
from renda.kernel.exchange.fields import Choice, Field, match_header
from renda.kernel.exchange.grid import Unusable
from tests.kernel.exchange.makers import FIELDS

MARCH_5 = date(2026, 3, 5)


def field(kind, **more):
    return Field("x", "列", kind=kind, **more)


@pytest.mark.parametrize(
    "heading",
    ["姓名", " 姓  名 ", "姓　名", "*姓名", "姓名*（必填）", "姓名（与身份证一致）", "【姓名】", "代表姓名", "姓名：", "基本情况/姓名", "姓\n名"],
)
def test_headings_are_matched_tolerantly(heading):
    assert match_header(["序号", heading], FIELDS).columns == {"name": 1}


def test_an_exact_label_wins_and_the_second_column_is_named():
    match = match_header(["手机", "联系电话", "爱好", ""], FIELDS)
    assert match.columns == {"phone": 1}
    assert match.unmatched == ("手机", "爱好")
    assert "name" in {f.key for f in match.missing}


def test_brackets_may_tell_two_columns_apart():
    fields = (Field("home", "电话（家庭）"), Field("work", "电话（单位）"))
    assert match_header(["电话(单位)", "电话(家庭)"], fields).columns == {"work": 0, "home": 1}


@pytest.mark.parametrize(
    "cell",
    [
        "2026.3.5", "2026-03-05", "2026/3/5", "2026年3月5日", " 2026 年 3 月 5 日 ", "20260305", 20260305, "２０２６．３．５",
        "2026-03-05 09:30:00", "二〇二六年三月五日", 46086, "46086", 46086.5, MARCH_5, clock.at(MARCH_5, 9, 30),
    ],
)  # fmt: skip
def test_dates_in_every_form(cell):
    reading = parse(field("date"), cell)
    assert (reading.value, reading.reason, reading.remark) == (MARCH_5, "", "")


def test_a_bare_day_number_follows_the_calendar_of_the_file():
    assert parse(field("date"), 46086 - 1462, uses_1904=True).value == MARCH_5
    assert parse(field("date"), 46086 - 1462).value == date(2022, 3, 4)
    assert parse(field("date"), 45321).value == date(2024, 1, 30)


@pytest.mark.parametrize("cell", ["2026年3月", "2026.3", "2026.03", "2026-3", "202603", 202603, 2026.3, 2026.03])
def test_a_month_without_a_day_is_taken_with_a_remark(cell):
    reading = parse(field("date"), cell)
    assert reading.value == date(2026, 3, 1)
    assert "没有写日" in reading.remark


def test_a_month_that_excel_may_have_shortened_is_asked_back():
    assert "1 月还是 10 月" in parse(field("date"), 1975.1).reason
    assert parse(field("date"), "1975.1").value == date(1975, 1, 1)
    assert parse(field("date"), "1975.10").value == date(1975, 10, 1)


@pytest.mark.parametrize("cell", ["2026.2.30", "20261305", "今年", "2026", "3.5", 5, True, "2026年13月", -3])
def test_impossible_dates_are_refused(cell):
    reading = parse(field("date"), cell)
    assert reading.value is None
    assert "请" in reading.reason


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("138 0000 0000", "13800000000"),
        ("138-0000-0000", "13800000000"),
        ("+86 13800000000", "13800000000"),
        ("8613800000000", "13800000000"),
        (13800000000, "13800000000"),
        ("13800000000.0", "13800000000"),
        ("１３８０００００００", None),
        ("１３８００００００００", "13800000000"),
        ("0571-87654321", "0571-87654321"),
        ("（0571）87654321", "0571-87654321"),
        ("87654321", "87654321"),
        ("1380000000", None),
        ("13800000000/13900000000", None),
        ("1.38E+10", None),
        ("没有", None),
    ],
)
def test_phones(cell, value):
    reading = parse(field("phone"), cell)
    assert reading.value == value
    assert bool(reading.reason) is (value is None)
    assert value or "请" in reading.reason


@pytest.mark.parametrize(
    ("cell", "value", "reason"),
    [
        ("11010519491231002X", "11010519491231002X", ""),
        ("110105 19491231 002x", "11010519491231002X", ""),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", ""),
        ("110105194912310021", None, "校验"),
        ("110105194913310021", None, "出生日期"),
        ("110105491231002", None, "15 位"),
        ("1101051949", None, "18位"),
        ("1.10105E+17", None, "科学计数"),
    ],
)
def test_id_numbers(cell, value, reason):
    reading = parse(field("id_number"), cell)
    assert reading.value == value
    assert reason in reading.reason
    assert value or "请" in reading.reason


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_of_an_id_number_is_always_found(place, shift):
    number = "11010519491231002X"
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert parse(field("id_number"), wrong).reason


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("张 三", "张三"),
        ("张　三", "张三"),
        ("王𬭎", "王𬭎"),
        ("买买提．艾力", "买买提·艾力"),
        ("张三1", None),
        ("张三、李四", None),
        ("同上", None),
        ("张\ue81e", None),
    ],
)
def test_names(cell, value):
    reading = parse(field("name"), cell)
    assert reading.value == value
    assert value or "请" in reading.reason


def test_a_strange_name_is_kept_with_a_remark():
    reading = parse(field("name"), "某某村民委员会")
    assert (reading.value, reading.reason) == ("某某村民委员会", "")
    assert "核对" in reading.remark


@pytest.mark.parametrize(("cell", "value"), [("1,234", 1234), (12.0, 12), ("12人", 12), ("十二", 12), ("-3", -3), ("3万", 30000)])
def test_integers(cell, value):
    assert parse(field("integer"), cell).value == value


@pytest.mark.parametrize("cell", ["12.5", 12.5, "几个", "12/3"])
def test_what_is_no_integer_is_refused(cell):
    assert "请填数字" in parse(field("integer"), cell).reason


def test_bounds_of_an_integer():
    assert "不大于 5" in parse(field("integer", highest=5), 6).reason
    assert "不小于 1" in parse(field("integer", lowest=1), 0).reason
    assert parse(field("integer", lowest=1, highest=5), 5).value == 5


KINDS = (Choice("road", "交通 道路", ("修路",)), Choice("water", "农田水利"), Choice("school", "教育"))


def test_choices_by_label_alias_and_key():
    for cell in ("交通道路", "修路", "road", " 交通　道路 "):
        assert parse(field("choice", choices=KINDS), cell).value == "road"
    reason = parse(field("choice", choices=KINDS), "农田水力").reason
    assert "是不是“农田水利”" in reason
    assert "可以填：交通 道路、农田水利、教育" in reason


def test_several_choices_in_one_cell():
    assert parse(field("multi", choices=KINDS), "教育、修路；教育").value == ("school", "road")
    assert parse(field("multi", choices=KINDS), "教育、体育").reason
    assert parse(field("multi"), "水利,电工\n木工").value == ("水利", "电工", "木工")


def test_texts_stay_except_for_width_and_blanks():
    assert parse(field("text"), "<b>关于</b>😀２０２６年 （试行）").value == "<b>关于</b>😀2026年 （试行）"
    assert parse(field("text"), 12).value == "12"
    assert parse(field("text"), MARCH_5).value == "2026-03-05"
    assert "最多 3 个字" in parse(field("text", max_length=3), "一二三四").reason


def test_blank_and_unusable_cells():
    assert parse(field("text"), "").value is None
    assert parse(field("text", required=True), "").reason == "“列”必须填写"
    assert parse(field("text"), Unusable("#N/A", "请改成正确的内容")).reason == "请改成正确的内容"
