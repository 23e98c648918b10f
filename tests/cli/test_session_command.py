"""``renda session plan`` as an office worker or a script calls it."""

from __future__ import annotations

import json

from renda.cli.main import main


def answer(capsys, *argv):
    code = main(["session", "plan", *argv, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_steps_come_by_day_with_their_rules(capsys):
    code, data = answer(
        capsys, "--open", "2026-11-18", "--close", "2026-11-19", "--place", "50", "--on", "2026-09-01"
    )
    assert code == 0
    assert [row["due_on"] for row in data["steps"]] == sorted(row["due_on"] for row in data["steps"])
    notice = next(row for row in data["steps"] if row["key"] == "notice")
    assert (notice["last_day"], notice["binding"]) == ("2026-11-08", True)
    assert any("第11条" in article for article in notice["articles"])
    assert data["missed"] == []


def test_a_minimum_missed_by_one_day_is_named(capsys):
    _, data = answer(capsys, "--open", "2026-11-18", "--on", "2026-11-11")
    assert "notice" not in data["missed"]
    _, data = answer(capsys, "--open", "2026-11-18", "--on", "2026-11-12")
    assert "notice" in data["missed"]


def test_in_words(capsys):
    assert (
        main(["session", "plan", "--open", "2026-10-01", "--kind", "extraordinary", "--on", "2026-10-02"])
        == 0
    )
    shown = capsys.readouterr().out
    assert "临时会议" in shown and "国庆" in shown and "已经过了" in shown and "来不及了" in shown


def test_what_cannot_be_planned_is_said(capsys):
    assert main(["session", "plan", "--open", "2026-11-18", "--close", "2026-11-17"]) != 0
    assert "以前" in capsys.readouterr().err
    assert main(["session", "plan", "--open", "2026-11-18", "--kind", "yearly"]) != 0
    assert main(["session", "plan", "--open", "2026-02-30"]) != 0
