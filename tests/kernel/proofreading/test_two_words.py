"""A wrong word of two characters that is only the seam of two right ones."""

from __future__ import annotations

import pytest

from renda.kernel.proofreading.characters import language
from renda.kernel.proofreading.text import Spans, from_string
from renda.kernel.proofreading.wordlist import USUAL, scan


class Known:
    words = dict.fromkeys(("干部", "分布", "布署"), USUAL) | {"员工": USUAL, "做主": USUAL, "工作": USUAL}


@pytest.fixture
def dictionary(monkeypatch):
    monkeypatch.setattr(language, "language", lambda target=None: Known)


def found(text: str) -> list[str]:
    return [one.rule for one in scan(from_string(text), Spans(()))]


def test_a_seam_is_left_alone_and_the_mistake_is_not(dictionary):
    assert found("由员工做主。") == []
    assert found("搞好工做。") == ["CON-19-papers"]


def test_without_statistics_the_list_decides(monkeypatch):
    monkeypatch.setattr(language, "language", lambda target=None: None)
    assert found("由劳工做主。") == ["CON-19-papers"]
