"""``renda inspection list|export`` and ``renda unit record``."""

from __future__ import annotations

import json
from datetime import date

import pytest
from openpyxl import load_workbook

from renda.cli.main import main
from renda.modules.supervision import receiving
from tests.modules.supervision.scene import TODAY, TOPIC, Scene, picture

LATER = date(2026, 8, 3)


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(TODAY)
    return Scene(town_set)


@pytest.fixture
def renda(capsys):
    """``renda("unit", "record", …)`` → (exit code, parsed JSON)."""

    def run(*words: str):
        code = main([*words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_an_inspection_becomes_a_folder_and_nothing_is_overwritten(scene, renda, tmp_path):
    scene.seen()
    receiving.receive_photo(scene.made.actor("deputy"), scene.inspection, "f-1", "p-1", picture(), "照片.jpg")
    scene.act("finish", ends_on=TODAY, heard="水利站", visited=46, files_read=11)
    scene.listed()
    listed = renda("inspection", "list")[1]["inspections"]
    assert [(row["topic"], row["problems"]) for row in listed] == [(TOPIC, 1)]
    folder = tmp_path / "导出"
    code, told = renda("inspection", "export", listed[0]["id"], str(folder))
    assert code == 0 and told["findings"] == 4 and not told["damaged"]
    names = set(told["files"])
    assert {"现场记录.xlsx", "问题和整改.xlsx", "案卷/index.html", "问题01/index.html"} <= names
    assert any(name.endswith(".jpg") for name in names) and any(name.endswith(".pdf") for name in names)
    sheet = load_workbook(folder / "现场记录.xlsx").active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "2月以来没有记台账。" in cells and "李大娘" in cells
    assert renda("inspection", "export", listed[0]["id"], str(folder))[0] != 0
    assert renda("inspection", "export", "没有", str(tmp_path / "另一个"))[0] != 0


def test_a_unit_s_record_tells_what_is_open_and_what_was_late(scene, renda, frozen_clock):
    scene.reported()
    code, told = renda("unit", "record", "水利站")
    assert code == 0 and [(row["title"], row["is_open"], row["is_late"]) for row in told["record"]] == [
        (TOPIC, True, False),
        ("个别门店台账不全", True, False),
    ]
    frozen_clock.to(LATER)
    assert renda("unit", "record", "水利站")[1]["totals"] == [
        {"key": "inspection", "label": "监督检查", "total": 1, "open": 1, "late": 0, "by_year": [[2026, 1]]},
        {"key": "problem", "label": "检查发现的问题", "total": 1, "open": 1, "late": 1, "by_year": [[2026, 1]]},
    ]
    scene.do("show", "unit_handler", result="补了", person="马骏", files=[scene.upload()])
    scene.do("close", on=LATER, text="看过了")
    last = renda("unit", "record", "水利站")[1]["record"][-1]
    assert (last["is_open"], last["is_late"]) == (False, True)
    assert renda("unit", "record", "公路站")[1]["record"] == []
    assert "水利站" in renda("unit", "record", "水利")[1]["error"]
