"""Rows of a page by where they stand. Pages here are 1000 pixels wide; a character of the text is 40 wide."""

from __future__ import annotations

import pytest

from renda.kernel.documents.engine.layout import width_chars
from renda.kernel.documents.reading.scans.layout import contents_of
from renda.kernel.documents.reading.scans.process import Page, Row
from renda.kernel.documents.reading.scans.punctuation import as_printed

LEFT, RIGHT, STEP = 100, 900, 60
FULL = "一二三四五六七八九十一二三四五六七八九十"


def row(text: str, top: int, left: int = LEFT, char: int = 40, **more) -> Row:
    return Row(text, (left, top, left + round(char * width_chars(text)), top + char), **more)


def page(*rows: Row) -> Page:
    return Page(1000, 1414, rows)


def lines(*pages: Page) -> list[str]:
    return [item.text for item in contents_of(pages)[0].items]


def test_rows_that_reach_the_edge_go_on_and_an_indented_one_begins_anew():
    text = page(
        row(FULL[:18], 300, LEFT + 80), row(FULL, 360), row("这一段完了。", 420),
        row(FULL[:18], 480, LEFT + 80), row(FULL[:18], 540, LEFT + 80),
    )  # fmt: skip
    assert lines(text) == [FULL[:18] + FULL + "这一段完了。", FULL[:18], FULL[:18]]


def test_a_paragraph_goes_on_over_the_page_past_number_and_running_head():
    head = row("云岭镇人民代表大会", 40, char=30)
    pages = [page(head, row(FULL, 1200), row("— 1 —", 1340, 800, char=20)), page(head, row("完了。", 200), row("-2-", 1340, 110, char=20))]
    assert lines(*pages) == [FULL + "完了。"]


def test_a_number_in_the_text_is_no_page_number():
    assert lines(page(row(FULL, 600), row("12", 660))) == [FULL + "12"]


def test_size_side_and_colour():
    found = contents_of([page(
        row("云岭镇人大文件", 150, 220, char=80, red=True), row("关于开会的通知", 300, 300, char=57),
        row(FULL, 500), row("云岭镇人大", 900, 620), row("2025年1月3日", 960, 640),
    )])[0].items  # fmt: skip
    assert [item.align for item in found] == ["center", "center", "left", "right", "right"]
    assert found[0].red and found[0].size_pt > found[1].size_pt == 36 > found[2].size_pt


def test_rows_side_by_side_are_one_row_of_cells():
    text = page(row(FULL, 300), row("张三", 400), row("李四", 402, 500), row("王五", 460))
    assert lines(text) == [FULL, "张三\u3000李四", "王五"]


def test_doubtful_characters_are_counted_through_the_row():
    text = page(row(FULL, 300), row("张,三", 400, doubtful=(1,), strip="x"), row("李四", 400, 500, doubtful=(0,)))
    (found,) = contents_of([text])[1]
    assert found.text == "张，三\u3000李四" and [found.text[at] for at in found.doubtful_places()] == ["三", "李"]
    assert found.strip == "x" and found.page == 1


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        ("会议于上午8:30召开,请准时.", "会议于上午8:30召开，请准时。"),
        ("云人大[2025〕3号", "云人大〔2025〕3号"),
        ("预算(草案)增长6.2%;", "预算（草案）增长6.2%；"),
        ("收入1,200万元", "收入1,200万元"),
        ("收入３２６８．５万元", "收入3268.5万元"),
        ('做好"两个联系"', "做好“两个联系”"),
        ("联系人:王建国,电话:0512-66123456", "联系人：王建国，电话：0512-66123456"),
        ("6.2%;", "6.2%；"),
        ("第 六 次会议", "第六次会议"),
    ],
)
def test_punctuation_as_printed(recognised, printed):
    assert as_printed(recognised) == printed


#: A table of three columns; in its last band the upright rule between the first two is left out.
TABLE = (
    {"top": 300, "bottom": 350, "edges": [100, 400, 700, 900]},
    {"top": 350, "bottom": 400, "edges": [100, 400, 700, 900]},
    {"top": 400, "bottom": 450, "edges": [100, 700, 900]},
)


def printed(text: str, left: int, top: int, width: int = 0, **more) -> Row:
    return Row(text, (left, top, left + (width or 20 * len(text)), top + 30), **more)


def test_a_ruled_table_becomes_a_table_between_its_paragraphs():
    rows = (
        printed("办理情况如下。", 140, 200, 700), printed("项目", 230, 310), printed("单位", 530, 310), printed("件数", 780, 310),
        printed("村道养护", 110, 360), printed("交通站", 410, 360), printed("12", 850, 360, doubtful=(1,)), printed("合计", 360, 410),
        printed("12", 850, 410), printed("特此报告。", 140, 500, 700),
    )  # fmt: skip
    contents, unclear = contents_of([Page(1000, 1400, rows, tables=(TABLE,))])
    before, table, after = contents.items
    assert (before.text, after.text) == ("办理情况如下。", "特此报告。")
    assert [[cell.text for cell in line] for line in table.rows] == [
        ["项目", "单位", "件数"], ["村道养护", "交通站", "12"], ["合计", "12"],
    ]  # fmt: skip
    assert [cell.across for cell in table.rows[2]] == [2, 1]
    assert [cell.align for cell in table.rows[1]] == ["left", "left", "right"]
    assert [(one.text, one.doubtful) for one in unclear] == [("12", (1,))]


def test_print_that_was_seen_over_two_cells_is_cut_at_the_rule():
    over = Row("村道养护交通站", (110, 360, 690, 390), (0, 5))
    contents, unclear = contents_of([Page(1000, 1400, (printed("一", 110, 310), over), tables=(TABLE,))])
    assert [cell.text for cell in contents.items[0].rows[1]] == ["村道养护"[:4], "交通站", ""]
    assert [(one.text, one.doubtful) for one in unclear] == [("村道养护", (0,)), ("交通站", (1,))]
