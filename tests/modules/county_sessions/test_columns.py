"""The county's columns are chosen by the office: which, in what order, under which names."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from renda.kernel.documents.engine.model import Table
from renda.kernel.documents.papers import official
from renda.kernel.procedures.execute import Refused
from renda.modules.county_sessions import columns, exporting
from renda.modules.county_sessions.models import ListColumn
from tests.modules.county_sessions.scene import TODAY, Scene

CHOSEN = [
    ("item_title", "案由"),
    ("lead_author", "领衔人"),
    ("employer", "工作单位"),
    ("county_unit", "拟承办单位"),
]


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(TODAY)
    made = Scene(town_set)
    made.recorded()
    return made


def heads(data: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(data)).active
    return [cell.value for cell in sheet[2]]


def test_the_usual_ones_where_nothing_was_chosen(scene):
    usual = [one.title for one in columns.choices() if one.position]
    assert usual[:4] == ["序号", "编号", "类别", "题目（案由）"] and "电话" not in usual


def test_the_paper_and_the_table_follow_the_choice(scene):
    columns.save(scene.actor(), CHOSEN)
    (item,) = scene.submitted(1)
    made = scene.session.packages.get()
    paper = made.enclosures.get(paper__template="county_item_list").paper
    table = next(block for block in official(paper).blocks if isinstance(block, Table))
    assert [column.title for column in table.columns] == [title for _, title in CHOSEN]
    assert table.rows == ((item.title, item.author.person.name, "云岭镇企业", ""),)
    assert heads(exporting.as_excel(scene.session, [item])) == [title for _, title in CHOSEN]
    assert heads(exporting.with_fate(scene.session)).count("承办单位") == 1
    assert [one.title for one in columns.choices()][:4] == [title for _, title in CHOSEN]
    columns.reset(scene.actor())
    assert not ListColumn.objects.exists() and heads(exporting.as_excel(scene.session, [item]))[0] == "序号"


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([("label", "编号")], "不能少"),
        ([("item_title", " ")], "没有名称"),
        ([("item_title", "案由"), ("item_title", "题目")], "对不上"),
        ([("item_title", "案由"), ("nothing", "题目")], "对不上"),
    ],
)
def test_bad_choices(scene, rows, word):
    with pytest.raises(Refused, match=word):
        columns.save(scene.actor(), rows)


def test_on_the_page(scene, client_as):
    office, address = client_as("office"), reverse("county_sessions:columns")
    given = {"item_title-used": "on", "item_title-place": "2", "item_title-title": "案由",
             "remark-used": "on", "remark-place": "1", "remark-title": "备注"}  # fmt: skip
    assert office.post(address, given).status_code == 302
    assert columns.wanted() == [{"key": "remark", "title": "备注"}, {"key": "item_title", "title": "案由"}]
    bad = office.post(address, {**given, "remark-place": "甲"})
    assert bad.status_code == 422 and "第几栏要写数字" in bad.content.decode()
    lacking = office.post(address, {"remark-used": "on", "remark-title": "备注"})
    assert lacking.status_code == 422 and "题目（案由）这一栏不能少" in lacking.content.decode()
    office.post(address, {"usual": "1"})
    assert not ListColumn.objects.exists()
