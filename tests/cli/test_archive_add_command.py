"""``renda archive add`` and ``renda ocr``: old papers by the folder, and the characters on a scan."""

from __future__ import annotations

import json

import pytest

from renda.cli.main import main
from renda.modules.intake import reading
from renda.modules.intake.models import Intake, IntakePaper
from tests.kernel.documents.reading import scanned
from tests.kernel.files import makers
from tests.modules.intake import made


@pytest.fixture
def folder(tmp_path, settings):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    place = tmp_path / "2015年"
    (place / "里面").mkdir(parents=True)
    (place / "通知.docx").write_bytes(made.docx())
    (place / "里面" / "又一份.docx").write_bytes(made.docx())
    (place / "来信.png").write_bytes(made.picture())
    (place / "表.xlsx").write_bytes(makers.xlsx_bytes())
    (place / "加密.pdf").write_bytes(makers.pdf_bytes(1, password="x"))
    return place


@pytest.fixture
def run(capsys, town_set, frozen_clock):
    def asked(*words: str) -> tuple[int, dict]:
        code = main([*words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return asked


def test_a_preview_saves_nothing(run, folder):
    code, answer = run("archive", "add", str(folder))
    standings = {one["name"]: one["standing"] for one in answer["files"]}
    assert code == 1 and not answer["applied"] and not Intake.objects.exists()
    assert standings == {
        "2015年/通知.docx": "new", "2015年/来信.png": "scan", "2015年/表.xlsx": "new", "2015年/加密.pdf": "refused", "2015年/里面/又一份.docx": "same",
    }  # fmt: skip
    (told,) = [one for one in answer["files"] if one["name"] == "2015年/通知.docx"]
    assert told["proposal"]["number"] == made.NUMBER and told["proposal"]["dated_on"] == "2015-03-05"
    assert told["proposal"]["reasons"]["dated_on"] == "落款的日期"


def test_applied_it_takes_in_and_reads_what_needs_no_recognition(run, folder, monkeypatch):
    code, answer = run("archive", "add", str(folder), "--apply", "--title", "2015年的文件")
    assert code == 1 and (answer["files"], answer["papers"], answer["to_check"], answer["reading"]) == (
        3,
        3,
        2,
        1,
    )
    assert len(answer["same"]) == 1 and "取消密码" in answer["refused"][0]["reason"]
    assert (
        Intake.objects.get().title == "2015年的文件" and IntakePaper.objects.get(name="2015年/表.xlsx").text
    )
    monkeypatch.setattr(
        reading, "recognise", lambda data, kind, first=0, most=0: iter([(made.page_of("关于修渠的决定"), 1)])
    )
    (folder / "加密.pdf").unlink()
    (folder / "二.png").write_bytes(made.picture(200))
    code, answer = run("archive", "add", str(folder), "--apply", "--scans")
    assert code == 0 and answer["files"] == 1 and answer["reading"] == 0


def test_a_folder_that_is_not_there(run):
    code, answer = run("archive", "add", "nowhere")
    assert code == 1 and "没有“nowhere”" in answer["error"]


def test_the_characters_on_a_scan(run, tmp_path):
    """The real recognition, on one page that lies askew."""
    page = scanned.pictures()[1].rotate(2, fillcolor="white", resample=3)
    scan, out = tmp_path / "扫描.png", tmp_path / "认出.docx"
    scan.write_bytes(scanned.as_png(page))
    code, answer = run("ocr", str(scan), "--out", str(out))
    (first,) = answer["pages"]
    assert code == 0 and "一般公共预算收入3268.5万元" in answer["text"] and out.read_bytes().startswith(b"PK")
    assert abs(first["tilt"] + 2) < 0.5 and all(len(row["box"]) == 4 for row in first["rows"])
    code, answer = run("ocr", str(out))
    assert code == 1 and "不是扫描件" in answer["error"]
