"""Ruled tables on scans: found by their rules, read cell by cell."""

from __future__ import annotations

from PIL import Image, ImageDraw

from renda.kernel.documents.engine.model import Column, OfficialPaper, Table, text
from renda.kernel.documents.reading.scans import read_scan
from renda.kernel.documents.reading.scans.rules import tables_of
from tests.kernel.documents.reading import scanned

PAPER = OfficialPaper(
    "报告", "plain", "代表建议办理情况",
    blocks=(
        text("镇十九届人大三次会议以来，代表提出的建议办理情况如下。"),
        Table(
            (Column("建议内容", 3.0), Column("承办单位", 2.0), Column("件数", 1.0, "right")),
            (("村道养护和路灯安装", "交通管理站", "12"), ("饮水工程改造", "水利管理站", "8"), ("合计", "", "20")),
        ),
        text("以上建议已经全部答复代表。"),
    ),
)  # fmt: skip


def test_a_scanned_table_becomes_a_table():
    paper = read_scan(scanned.as_png(scanned.pictures(PAPER, 150)[0]), "png").paper
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert [column.title for column in table.columns] == ["建议内容", "承办单位", "件数"]
    assert table.rows == PAPER.blocks[1].rows
    assert table.columns[0].width > table.columns[1].width > table.columns[2].width


def test_rules_are_found_on_a_page_that_lies_a_little_askew():
    page = scanned.pictures(PAPER, 150)[0].rotate(0.4, fillcolor="white")
    (table,) = tables_of(page)
    assert [len(band["edges"]) for band in table] == [4, 4, 4, 4]


def test_text_rules_without_columns_and_frames_are_no_tables():
    assert not tables_of(scanned.pictures()[0])
    page = Image.new("RGB", (800, 1100), "white")
    drawing = ImageDraw.Draw(page)
    for y in (300, 340, 380):
        drawing.line((100, y, 700, y), fill="black", width=2)
    drawing.rectangle((100, 500, 700, 900), outline="black", width=2)
    assert not tables_of(page)
