"""``renda law due`` and ``renda law show`` as an office worker or a script calls them."""

from __future__ import annotations

import json

import pytest

from renda.cli.main import main

REPLY = "suggestion-reply-three-months"


def answer(capsys, *argv):
    code = main(["law", *argv, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_due_explains_itself(capsys):
    code, data = answer(capsys, "due", REPLY, "--from", "2026-03-05")
    assert code == 0
    assert (data["rule"], data["from"], data["due_on"]) == (REPLY, "2026-03-05", "2026-06-05")
    assert data["provisional"] is False
    assert "第51条第2款" in data["articles"][0]
    assert data["steps"][0]["day"] == "2026-03-05" and not data["steps"][0]["counted"]


def test_a_complex_case_has_its_own_rule(capsys):
    code, data = answer(capsys, "due", REPLY, "--from", "2026-03-05", "--case", "complex")
    assert code == 0
    assert data["rule"] == REPLY != data["applied_rule"]
    assert (data["rolled_from"], data["due_on"]) == ("2026-09-05", "2026-09-07")


def test_due_in_words(capsys):
    assert main(["law", "due", REPLY, "--from", "2026-03-05"]) == 0
    shown = capsys.readouterr().out
    assert "最后期限：2026-06-05（星期五）" in shown and "依据" in shown and "逐日说明" in shown


def test_show_follows_the_day(capsys):
    _, now = answer(capsys, "show", REPLY, "--on", "2026-03-05")
    _, then = answer(capsys, "show", REPLY, "--on", "2020-03-05")
    assert "第51条" in now["articles"][0] and "第42条" in then["articles"][0]
    assert len(now["history"]) == 2


@pytest.mark.parametrize("action", [["due", "--from", "2026-03-05"], ["show"]])
def test_an_unknown_rule_gets_near_ones(capsys, action):
    code, data = answer(capsys, action[0], "suggestion-reply-tree-months", *action[1:])
    assert code == 1
    assert REPLY in data["error"]


def test_a_rule_before_its_time(capsys):
    code, data = answer(capsys, "show", REPLY, "--on", "1990-01-01")
    assert code == 1
    assert "1990-01-01" in data["error"]


def test_an_unknown_case(capsys):
    code, data = answer(capsys, "due", REPLY, "--from", "2026-03-05", "--case", "odd")
    assert code == 1
    assert "odd" in data["error"]


@pytest.mark.parametrize("day", ["2026-02-30", "2026/3/5", "20260305", "明天"])
def test_a_bad_date(capsys, day):
    code, data = answer(capsys, "due", REPLY, "--from", day)
    assert code == 2
    assert day in data["error"]


def test_a_bad_place(capsys):
    code, data = answer(capsys, "due", REPLY, "--from", "2026-03-05", "--place", "江苏")
    assert code == 2
    assert "江苏" in data["error"]
