"""``renda suggestions`` and ``renda search``."""

from __future__ import annotations

import json

import pytest

from renda.cli.main import main
from renda.kernel.exchange import importing, registry
from renda.kernel.search import sources
from renda.kernel.search.rebuild import rebuild
from tests.kernel.exchange import makers

ROWS = [
    ["案由", "代表姓名", "提出时间", "建议内容", "类别", "主办单位", "协办单位"],
    ["关于修复上河村水渠的建议", "王代表", "2026-01-20", "上河村水渠垮了三处", "农田水利", "水利站", "公路站"],
    ["关于硬化村道的建议", "赵代表", "2026-02-10", "村道坑洼难走", "交通道路", None, None],
]


@pytest.fixture
def renda(town_set, frozen_clock, settings, tmp_path, capsys):
    """``renda("search", …)`` → (exit code, parsed JSON), in a town with two suggestions."""
    settings.DATA_DIR = tmp_path
    data, importer = makers.xlsx(ROWS), registry.importer("suggestions")
    actor = town_set.actor("office")
    importing.confirm(importer, data, "x", actor, importing.preview(importer, data, "x", actor).digest)
    sources.autodiscover()
    rebuild()

    def run(*words: str):
        code = main([*words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def titles(data):
    return {row["title"] for row in data["suggestions"]}


def test_list_and_its_filters(renda):
    code, data = renda("suggestions", "list")
    assert code == 0 and data["count"] == 2 and data["on"] == "2026-03-05"
    assert titles(renda("suggestions", "list", "--state", "待交办")[1]) == {ROWS[2][0]}
    assert titles(renda("suggestions", "list", "--state", "assigned")[1]) == {ROWS[1][0]}
    assert titles(renda("suggestions", "list", "--unit", "水利站")[1]) == {ROWS[1][0]}
    assert titles(renda("suggestions", "list", "--unit", "公路站")[1]) == {ROWS[1][0]}


def test_overdue_on_a_day(renda):
    late = renda("suggestions", "list", "--overdue", "--on", "2026-12-01")[1]
    assert late["on"] == "2026-12-01" and titles(late) == {ROWS[1][0], ROWS[2][0]}
    canal = next(row for row in late["suggestions"] if row["title"] == ROWS[1][0])
    reply = next(one for one in canal["overdue"] if one["key"] == "reply")
    assert reply["days"] > 100 and reply["who"] == "水利站"
    before = renda("suggestions", "list", "--overdue", "--on", "2026-03-06")[1]
    assert ROWS[1][0] not in titles(before)


def test_misused_filters(renda):
    code, data = renda("suggestions", "list", "--state", "飞行中")
    assert code == 1 and "办理中" in data["error"]
    assert "是不是“水利站”" in renda("suggestions", "list", "--unit", "水力站")[1]["error"]
    assert renda("suggestions", "list", "--on", "2026-13-01")[0] == 2
    assert renda("suggestions")[0] == 2


def test_similar(renda):
    code, data = renda("suggestions", "similar", "上河村", "水渠垮了")
    assert code == 0 and data["similar"][0]["title"] == ROWS[1][0]
    assert renda("suggestions", "similar", "🎈")[1]["similar"] == []


def test_search(renda):
    code, data = renda("search", "水渠")
    assert code == 0 and data["total"] >= 1 and any(hit["title"] == ROWS[1][0] or ROWS[1][0] in hit["title"] for hit in data["hits"])
    only = renda("search", "水渠", "--kind", "代表建议", "--year", "2026")[1]
    assert {hit["label"] for hit in only["hits"]} == {"代表建议"}
    assert renda("search", "水渠", "--year", "1999")[1]["total"] == 0
    assert "可以找" in renda("search", "水渠", "--kind", "飞机")[1]["error"]
    assert {hit["label"] for hit in renda("search", "--unit", "水利站")[1]["hits"]} == {"代表建议"}
    assert renda("search", "水渠", "--person", "没有这个人")[1]["total"] == 0
    asked = renda("search", "上河村的水渠什么时候修")[1]
    assert asked["total"] == 0 and asked["near"][0]["title"].endswith(ROWS[1][0])
    assert "请写要找的词" in renda("search")[1]["error"]


def test_lines_for_people(renda, capsys):
    assert main(["suggestions", "list", "--overdue", "--on", "2026-12-01"]) == 0
    shown = capsys.readouterr().out
    assert "逾期的建议 2 件" in shown and "答复期限（水利站）逾期" in shown
    assert main(["search", "水渠"]) == 0
    assert "找到" in capsys.readouterr().out
    assert main(["suggestions", "similar", "水渠"]) == 0
    assert "相似的建议 1 件" in capsys.readouterr().out
