"""``renda session quorum``."""

from __future__ import annotations

import json

import pytest

from renda.cli.main import main
from tests.modules.sessions.sittings.hall import MORNING, Hall


@pytest.fixture
def renda(db, capsys):
    def run(*words: str):
        code = main(["session", "quorum", *words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_numbers_by_the_law_alone(renda):
    code, told = renda("--total", "60", "--present", "41", "--on", "2026-01-20")
    assert code == 0 and told["sentence"] == "应到 60，实到 41，已达到三分之二（需要 40）"
    assert told["met"] is True and told["needed"] == 40 and told["rule"] == "session-quorum"
    assert any("第14条第4款" in article for article in told["articles"])
    code, told = renda("--total", "61", "--present", "40", "--on", "2026-01-20")
    assert code == 0 and (told["met"], told["lacking"], told["needed"]) == (False, 1, 41)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--total", "60"], "一起写"),
        (["--total", "60", "--present", "61"], "多于应到"),
        (["--total", "0", "--present", "0"], "是 0"),
        (["--total", "-3", "--present", "1"], "看不懂"),
        (["--total", "六十", "--present", "1"], "看不懂"),
        (["--total", "60", "--present", "40", "--on", "1990-01-01"], "算不出来"),
        (["--on", "2026-01-20"], "只用于直接写人数"),
        ([], "还没有开通乡镇"),
    ],
)
def test_what_makes_no_sense_is_told_in_words(renda, words, said):
    code, told = renda(*words)
    assert code != 0 and said in json.dumps(told, ensure_ascii=False)


def test_the_sign_in_of_the_town(town_set, frozen_clock, renda):
    code, told = renda()
    assert code != 0 and "还没有安排会议" in json.dumps(told, ensure_ascii=False)
    frozen_clock.to(MORNING)
    hall = Hall(town_set)
    hall.begin_sign_in()
    hall.sign(*hall.attendees[:6])
    code, told = renda()
    assert code == 0 and told["met"] and told["sitting"].endswith("第一次全体会议")
    assert (told["total"], told["present"], told["needed"]) == (9, 6, 6)
