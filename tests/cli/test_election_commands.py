"""``renda election``, ``vote`` and ``quota`` as an office worker or a script calls them."""

from __future__ import annotations

import json

import pytest

from renda.cli.main import main

COUNTED = {
    "post": "云溪镇人民政府副镇长", "seats": 2, "roll": 61, "present": 60, "issued": 60, "returned": 60, "valid": 59, "invalid": 1,
    "candidates": [{"name": "甲", "for": 40, "against": 15, "abstain": 4}, {"name": "乙", "for": 35}, {"name": "丙", "for": 35}],
    "write_ins": [{"name": "丁", "votes": 3}], "on": "2026-12-20",
}  # fmt: skip


def answer(capsys, *argv):
    code = main([*argv, "--json"])
    return code, json.loads(capsys.readouterr().out)


def decided(capsys, tmp_path, data, command="election"):
    path = tmp_path / "count.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), "utf-8")
    return answer(capsys, command, "decide", str(path))


def test_an_election_with_a_tie(capsys, tmp_path):
    code, data = decided(capsys, tmp_path, COUNTED)
    assert code == 0
    assert [one["name"] for one in data["winners"]] == ["甲"]
    assert [one["name"] for one in data["ties"]] == ["乙", "丙"]
    assert data["next_step"]["key"] == "revote" and data["vacancies"] == 1
    assert any("第29条" in article for article in data["articles"])


def test_names_with_counts_beside_them(capsys, tmp_path):
    data = {**COUNTED, "candidates": ["甲", "乙", "丙"], "counts": {"甲": 40, "乙": {"for": 36}, "丙": 35}, "write_ins": {"丁": 3}}
    code, told = decided(capsys, tmp_path, data)
    assert code == 0 and [one["name"] for one in told["winners"]] == ["甲", "乙"]


def test_an_election_of_deputies(capsys, tmp_path):
    data = {
        "post": "代表", "seats": 1, "roll": {"registered": 1000, "participants": 501},
        "ballots": {"issued": 501, "returned": 500, "valid": 498, "invalid": 2},
        "candidates": [{"name": "甲", "votes": 251}, {"name": "乙", "votes": 200}],
    }  # fmt: skip
    code, told = decided(capsys, tmp_path, data)
    assert code == 0 and told["winners"][0]["name"] == "甲" and told["needed"] == 251


def test_in_words(capsys, tmp_path):
    path = tmp_path / "c.json"
    path.write_text(json.dumps(COUNTED), "utf-8")
    assert main(["election", "decide", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "当选：甲（40票）" in shown and "再次投票" in shown and "《" in shown and "丁　3票（另选）" in shown


@pytest.mark.parametrize(
    "change, words",
    [
        ({"candidates": [{"name": "甲", "for": -1}]}, "不能是负数"),
        ({"candidates": [{"name": "甲", "for": 59}, {"name": "乙", "for": 59}, {"name": "丙", "for": 1}]}, "乘应选2名"),
        ({"candidates": [{"name": "甲", "for": 4}, {"name": "甲", "for": 4}]}, "“甲”出现了2次"),
        ({"returned": 61, "invalid": 2}, "收回的票61张，比发出的60张多"),
        ({"valid": 60}, "对不上"),
        ({"issued": 62}, "发出的票62张"),
        ({"candidates": [{"name": "甲", "for": 1.5}]}, "要写整数"),
        ({"candidates": [{"name": "甲", "for": True}]}, "要写整数"),
        ({"candidates": [{"name": "甲"}]}, "缺少“votes”"),
        ({"candidates": {"甲": 3}}, "要用方括号"),
        ({"candidates": [{"name": "甲", "for": 3, "colour": "红"}]}, "不认识“colour”"),
        ({"candidates": ["甲"], "counts": {"甲": 3, "戊": 3}}, "“counts”里的“戊”不在候选人里"),
        ({"candidates": [{"name": "甲", "for": 3, "withdrawn": "是"}]}, "只能写 true 或 false"),
        ({"write_ins": "丁"}, "要用方括号"),
        ({"seats": None}, "缺少“seats”"),
        ({"seats": "2"}, "要写整数"),
        ({"roll": "六十一"}, "要写整数"),
        ({"roll": {}}, "缺少“total”"),
        ({"post": ""}, "缺少“post”"),
        ({"post": "党委书记"}, "不是大会选举的职务"),
        ({"on": "2026年"}, "这样的日期"),
        ({"round": "fourth"}, "没有“fourth”"),
        ({"extra": 1}, "不认识“extra”"),
    ],
)
def test_bad_input_is_told_in_chinese(capsys, tmp_path, change, words):
    code, data = decided(capsys, tmp_path, {**COUNTED, **change})
    assert code == 1
    assert words in data["error"]


def test_more_back_than_out_is_an_invalid_election_with_its_article(capsys, tmp_path):
    code, data = decided(capsys, tmp_path, {**COUNTED, "returned": 61, "invalid": 2})
    assert code == 1
    assert data["valid"] is False and data["winners"] == [] and data["next_step"]["key"] == "repeat"


@pytest.mark.parametrize("text, words", [("{", "不是完整的 JSON"), ("[]", "最外层要用大括号"), ("[" * 100_000, "不是完整的 JSON")])
def test_files_that_are_none(capsys, tmp_path, text, words):
    code, data = decided(capsys, tmp_path, text)
    assert code == 1 and words in data["error"]
    code, data = answer(capsys, "election", "decide", str(tmp_path / "nothing.json"))
    assert code == 1 and "没有这个文件" in data["error"]


def test_a_vote(capsys, tmp_path):
    motion = {"kind": "budget", "title": "关于预算的决议", "roll": 61, "present": 56, "for": 31, "against": 20, "abstain": 5}
    code, data = decided(capsys, tmp_path, motion, "vote")
    assert code == 0 and data["passed"] and data["needed"] == 31
    code, data = decided(capsys, tmp_path, {**motion, "for": 30}, "vote")
    assert code == 0 and not data["passed"]
    code, data = decided(capsys, tmp_path, {**motion, "for": 50}, "vote")
    assert code == 1 and "多于实到56人" in data["error"]
    code, data = decided(capsys, tmp_path, {**motion, "issued": 50, "returned": 56}, "vote")
    assert code == 1 and "比发出的50张多" in data["error"]
    code, data = decided(capsys, tmp_path, {**motion, "kind": "no"}, "vote")
    assert code == 1 and "没有“no”这种表决" in data["error"]


def test_a_vote_in_words(capsys, tmp_path):
    path = tmp_path / "v.json"
    path.write_text('{"roll": 61, "for": 31}', "utf-8")
    assert main(["vote", "decide", str(path)]) == 0
    assert "第25条" in capsys.readouterr().out


def test_the_calendar(capsys):
    code, data = answer(capsys, "election", "calendar", "--day", "2026-12-20", "--today", "2026-12-01")
    days = {step["key"]: step for step in data["steps"]}
    assert code == 0
    assert days["voter_list"]["on"] == "2026-11-30" and days["voter_list"]["missed"]
    assert data["missed"] == ["voter_list"] and data["earliest_day"] == "2026-12-21"
    assert "第28条" in days["voter_list"]["articles"][0]
    assert main(["election", "calendar", "--day", "2026-12-20", "--today", "2026-12-01"]) == 0
    assert "已错过" in capsys.readouterr().out


def test_the_calendar_of_a_by_election_by_place(capsys):
    code, data = answer(capsys, "election", "calendar", "--day", "2026-12-20", "--place", "11", "--by-election", "--today", "2026-11-01")
    assert code == 0
    assert {s["key"]: s["on"] for s in data["steps"]}["voter_list"] == "2026-12-05"


@pytest.mark.parametrize("day", ["1979-01-01", "2026-13-01", "morgen"])
def test_a_day_that_has_no_law_or_is_none(capsys, day):
    code, data = answer(capsys, "election", "calendar", "--day", day)
    assert code != 0 and data["error"]


def test_quota(capsys):
    code, data = answer(capsys, "quota", "--population", "30000")
    assert (code, data["number"]) == (0, 65)
    assert main(["quota", "--population", "30000"]) == 0
    assert "第12条" in capsys.readouterr().out
    for bad in ("0", "-5", "三万", "3", "99999999999"):
        assert answer(capsys, "quota", "--population", bad)[0] != 0
