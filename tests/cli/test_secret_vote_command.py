"""``renda vote slips|open|close|verify|recount``."""

from __future__ import annotations

import csv
import io
import json

import pytest

from renda.cli.main import main
from renda.kernel.secret_votes import casting
from tests.kernel.secret_votes.conftest import cheap_codes, room

__all__ = ["cheap_codes", "room"]


@pytest.fixture
def renda(capsys, monkeypatch):
    def run(*words: str, typed: list[str] | None = None):
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed or [])))
        code = main(["vote", *words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_a_whole_vote_by_command(room, renda, tmp_path):
    out = tmp_path / "slips.csv"
    code, told = renda("slips", "--count", "60", "--out", str(out))
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))[1:]
    assert code == 0 and told["count"] == len(rows) == 60
    room.slips = [(address.strip("/").rpartition("/")[2], code) for code, address in rows]
    room.handed()
    code, told = renda("open", "--present", "60", "--drawn", "60", typed=["AAAA", room.two[1]])
    assert code == 1 and "第1个封口码不对" in told["error"] + str(told)
    code, told = renda("open", "--present", "60", "--drawn", "60", typed=room.two)
    assert code == 0 and told["state"] == "open"
    for secret, _ in room.slips[:40]:
        casting.cast(casting.by_secret(secret), ["satisfied", "not"])
    code, told = renda("verify")
    assert code == 0 and told["ok"] and "satisfied" not in json.dumps(told)
    assert renda("recount", room.vote.title)[0] == 1
    code, told = renda("close", typed=room.two)
    assert code == 0 and told == {"vote": room.vote.title, "state": "counted", "used": 40}
    code, told = renda("recount")
    assert (
        code == 0 and told["lists"][1]["counted"] == {"不满意": 40} and len(told["lists"][0]["ballots"]) == 40
    )


def test_verify_after_the_close(room, renda, monkeypatch):
    monkeypatch.setattr("renda.kernel.secret_votes.storage.scrub", lambda: True)
    room.opened()
    for place in range(20):
        room.cast(place, "satisfied")
    room.closed()
    code, told = renda("verify")
    assert (
        code == 0
        and told["ok"]
        and {"cast", "drawn", "frozen", "destroyed", "journal"} <= {row["key"] for row in told["checks"]}
    )


@pytest.mark.parametrize(
    "words", [("close",), ("recount",), ("verify", "没有这一次"), ("slips", "--out", "pyproject.toml")]
)
def test_what_can_not_be_done_is_told_in_words(room, renda, words):
    code, told = renda(*words)
    assert code == 1 and any("一" <= sign <= "鿿" for sign in json.dumps(told, ensure_ascii=False))
