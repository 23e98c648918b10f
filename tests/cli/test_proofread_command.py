"""``renda proofread FILE`` in a process of its own form: what it prints and how it ends."""

from __future__ import annotations

import json

import pytest

from renda.cli.main import main
from renda.kernel.units import scope

WRONG = "镇人大常委会布署工作。\n会议预计30分钟，来自于各村的代表参加。\n"


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text(WRONG, "utf-8")
    return path


def test_what_is_wrong_is_told_gate_by_gate(paper, capsys):
    assert main(["proofread", str(paper)]) == 1
    told = capsys.readouterr().out
    assert "【文字关】" in told and "【政策关】没有发现问题" in told
    assert "“布署”应为“部署”" in told and "改法：" in told and "CON-01" in told


def test_programs_get_json(paper, capsys):
    assert main(["proofread", str(paper), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["counts"]["必错"] == 2 and not told["passed"]
    assert {finding["id"] for finding in told["gates"]["文字关"]} >= {"CON-01", "CON-19"}


def test_weaker_findings_can_be_left_out(paper, capsys):
    main(["proofread", str(paper), "--level", "必错"])
    assert "来自" not in capsys.readouterr().out


def test_a_clean_text_ends_with_zero(tmp_path, capsys):
    path = tmp_path / "好.txt"
    path.write_text("各单位要认真办理代表建议。\n", "utf-8")
    assert main(["proofread", str(path)]) == 0
    assert "必错0处" in capsys.readouterr().out


def test_doubts_can_count_as_failed(tmp_path):
    path = tmp_path / "疑.txt"
    path.write_text("根据《中华人民共和国合同法》签订。\n", "utf-8")
    assert main(["proofread", str(path)]) == 0
    assert main(["proofread", str(path), "--strict"]) == 1


def test_the_law_of_the_day_counts(tmp_path):
    path = tmp_path / "法.txt"
    path.write_text("代表法第四十二条规定，建议应当在三个月内答复。\n", "utf-8")
    assert main(["proofread", str(path), "--on", "2024-05-01"]) == 0
    assert main(["proofread", str(path), "--on", "2026-05-01"]) == 1


@pytest.mark.parametrize(("name", "data"), [("没有.txt", None), ("坏.docx", b"PK\x03\x04"), ("空.txt", b"")])
def test_what_cannot_be_read_is_told_in_words(tmp_path, capsys, name, data):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    assert main(["proofread", str(path)]) == 1
    assert capsys.readouterr().err.strip()


def test_misuse_ends_with_two():
    assert main(["proofread"]) == 2


def test_statistics_are_built_and_told(capsys, monkeypatch):
    from renda.kernel.proofreading.characters import build

    made = build.Report("x", 12_000_000, [{"name": "人大常用词语", "characters": 3812}], 306_055)
    told: list[str] = []

    def count(progress):
        progress("统计人大常用词语", 0, 3)
        told.append("counted")
        return made

    monkeypatch.setattr("renda.cli.database.bring_up_to_date", lambda tell: False)
    monkeypatch.setattr(build, "build", count)
    assert main(["proofread", "--build", "--json"]) == 0
    out = capsys.readouterr()
    assert told and json.loads(out.out)["words"] == 306_055 and "统计人大常用词语（0/3）" in out.err


def test_without_a_dictionary_it_is_said_what_to_do(capsys, monkeypatch):
    from renda.kernel.proofreading.characters import build

    def nothing(progress):
        raise build.NothingToCount("没有装词典软件包。请用完整的安装包重新安装。")

    monkeypatch.setattr("renda.cli.database.bring_up_to_date", lambda tell: False)
    monkeypatch.setattr(build, "build", nothing)
    assert main(["proofread", "--build"]) == 1
    assert "重新安装" in capsys.readouterr().err


def test_a_file_and_build_do_not_go_together(paper):
    assert main(["proofread", str(paper), "--build"]) == 2


@pytest.mark.django_db
def test_a_town_brings_its_registers_and_laws(tmp_path, capsys, town_set, monkeypatch):
    from tests.kernel.library import makers

    makers.load(town_set.actor("office"), makers.old_docx(), makers.new_docx())
    monkeypatch.setattr("renda.cli.database.bring_up_to_date", lambda tell: False)
    path = tmp_path / "法.txt"
    path.write_text("依照《风筝法》第十八条办理。\n", "utf-8")
    before = scope._active.set(None)  # a command begins outside of any town
    try:
        assert main(["proofread", str(path), "--on", "2021-01-01"]) == 0
        assert (
            main(["proofread", str(path), "--on", "2021-01-01", "--town", town_set.town.name, "--json"]) == 1
        )
    finally:
        scope._active.reset(before)
    out = capsys.readouterr().out
    assert "law-no-article" in out and '"with_town": true' in out
