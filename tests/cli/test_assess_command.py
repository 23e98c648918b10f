"""``renda assess`` and ``renda handover``: what they tell, and that looking saves nothing."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document

from renda.cli.main import main
from renda.demo.scheme import table
from renda.modules.assessment.models import Assessment


@pytest.fixture
def renda(town_set, frozen_clock, settings, tmp_path, capsys):
    """``renda("assess", …)`` → (exit code, parsed JSON)."""
    settings.DATA_DIR = tmp_path

    def run(*words: object):
        code = main([*map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def scheme(tmp_path):
    path = tmp_path / "考核细则.xlsx"
    path.write_bytes(table())
    return path


def test_looking_answers_forty_items_and_saves_nothing(renda, scheme):
    code, told = renda("assess", scheme)
    assert code == 0 and told["applied"] is False and told["counts"]["new"] == 40
    assert (told["items"], told["points"]) == (40, 100.0) and told["answered"] > 20
    meetings = next(one for one in told["answers"] if "主席团会议" in one["title"])
    assert (meetings["figure"], meetings["value"], meetings["target"]) == ("presidium.meetings", 0.0, 4.0)
    assert meetings["proposed"] == 0.0 and "少4次" in meetings["arithmetic"]
    assert not Assessment.objects.exists()


def test_applying_begins_the_year_and_loads_it(renda, scheme):
    code, told = renda("assess", scheme, "--year", "2026", "--apply")
    assert code == 0 and told["applied"] is True and told["created"] == 40
    assert Assessment.objects.get().items.count() == 40
    code, told = renda("assess", scheme, "--year", "2025", "--apply")
    assert code == 1 and "正在填报的是2026年" in told["error"]


def test_the_pack_for_a_successor_is_written_and_nothing_overwritten(renda, tmp_path):
    path = tmp_path / "交接册.docx"
    code, told = renda("handover", "--out", path)
    assert code == 0 and told["units"] > 0 and told["year"] == 2025
    words = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(path.read_bytes())).paragraphs)
    assert "交接册" in words and "谁是谁" in words
    code, told = renda("handover", "--out", path)
    assert code == 1 and "没有覆盖" in told["error"]
    code, told = renda("handover", "--out", tmp_path / "交接册.txt")
    assert code == 1 and ".docx" in told["error"]
