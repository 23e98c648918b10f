"""``renda draft``: this year's draft from last year's file, and what is left to rule on."""

from __future__ import annotations

import json

import pytest

from renda.cli.main import main
from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.model import OfficialPaper, plain_text, text
from renda.kernel.documents.reading import read_paper
from tests.modules.drafting.renewal.last_year import LAST_YEAR, TODAY, furnish

RULED = OfficialPaper(kind="通知", form="plain", title="关于开会的通知", blocks=(text("2024年的工作已经结束。"),), signature=("云岭镇人民政府",),
                      date="2025年1月2日")


@pytest.fixture
def last_year(tmp_path):
    path = tmp_path / "去年.txt"
    path.write_text(LAST_YEAR, encoding="utf-8")
    return path


@pytest.fixture
def draft(settings, tmp_path, frozen_clock, capsys, last_year, request):
    """``draft(…)`` → (exit code, parsed JSON, the words of the file written)."""
    frozen_clock.to(TODAY)
    settings.DATA_DIR = tmp_path
    target = tmp_path / "今年.docx"

    def run(*words: str, source=last_year):
        code = main(["draft", "--from", str(source), "--out", str(target), *words, "--json"])
        answer = json.loads(capsys.readouterr().out)
        return code, answer, plain_text(read_paper(target.read_bytes(), target.name).paper) if target.exists() else ""

    return run


def test_with_the_towns_data(town_set, draft):
    furnish(town_set)
    code, answer, words = draft()
    assert code == 3 and answer["open"] == len(answer["flagged"]) + len(answer["unmatched"])
    assert "定于2026年1月20日至21日召开云岭镇第十九届人民代表大会第五次会议" in words
    assert {place["old"] for place in answer["unmatched"]} == {"9件"}
    assert "【待核：9件】" in words
    gone = next(place for place in answer["flagged"] if place["old"] == "胡文斌")
    assert gone["choices"][0]["text"] == "秦小川"


def test_plain_leaves_last_years_words_where_nothing_is_ruled(town_set, draft):
    furnish(town_set)
    _, _, words = draft("--plain")
    assert "代表建议9件" in words and "【待核" not in words


@pytest.mark.django_db
def test_without_any_town_and_with_given_values(draft):
    code, answer, words = draft("--set", "届次=19-5", "--set", "开幕=2026-01-20", "--set", "闭幕=2026-01-21", "--set", "副镇长=秦小川", "--on", "2026-01-05")
    assert code == 3 and "第五次会议" in words and "2026年1月20日至21日" in words and "副镇长秦小川" in words
    assert answer["summary"]["new_session"] == "19-5"
    assert any("没有人员数据" in note for note in answer["notes"])


@pytest.mark.django_db
def test_nothing_left_is_exit_code_zero(draft, tmp_path):
    source = tmp_path / "定.docx"
    source.write_bytes(render_docx(RULED))
    code, answer, words = draft("--on", "2026-01-05", source=source)
    assert (code, answer["open"]) == (0, 0) and "2025年的工作已经结束" in words and "2026年1月5日" in words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "expected"),
    [(("--set", "届次=下次"), "看不懂"), (("--town", "没有的镇"), "还没有开通乡镇")],
)
def test_what_cannot_be_done_is_told(draft, words, expected):
    code, answer, written = draft(*words)
    assert code == 1 and expected in answer["error"] and not written


@pytest.mark.django_db
def test_files_that_are_not_there_or_taken(draft, tmp_path):
    code, answer, _ = draft(source=tmp_path / "没有.docx")
    assert code == 1 and "打不开" in answer["error"]
    assert draft()[0] == 3
    code, answer, _ = draft()
    assert code == 1 and "没有覆盖" in answer["error"]


@pytest.mark.django_db
def test_misuse(draft):
    assert draft("--set", "没有等号")[0] == 2


@pytest.mark.django_db
def test_for_people_it_is_told_in_groups(last_year, tmp_path, capsys, frozen_clock, settings):
    frozen_clock.to(TODAY)
    settings.DATA_DIR = tmp_path
    assert main(["draft", "--from", str(last_year), "--out", str(tmp_path / "今年.docx")]) == 3
    told = capsys.readouterr().out
    assert "要您定（" in told and "没有对上" in told and "处要您定" in told and "可选：" in told
