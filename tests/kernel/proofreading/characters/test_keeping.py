"""The statistics are made once, and made anew only when there is more to count."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from renda.kernel.proofreading.characters import build, detector, keeping, shapes, sources

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def texts(monkeypatch):
    """One source whose content can be changed."""
    state = {"now": "1"}
    monkeypatch.setattr(sources, "dictionary", lambda: ("词典", {"工作": 500, "报告": 500}))
    monkeypatch.setattr(shapes, "lookalikes", lambda characters: {})
    monkeypatch.setattr(
        sources,
        "available",
        lambda: [sources.Source("one", "一", "自有", state["now"], lambda: ["工作报告"])],
    )
    monkeypatch.setattr(build.clock, "now", lambda: NOW)
    return state


def test_made_once_then_only_when_texts_changed(tmp_path, texts):
    assert not detector.ready(tmp_path)
    assert keeping.keep_up(NOW, tmp_path)
    assert detector.ready(tmp_path)
    assert keeping.progress(tmp_path)["what"] == "完成"
    later = NOW + timedelta(days=8)
    assert not keeping.keep_up(NOW + timedelta(hours=7), tmp_path)
    assert not keeping.keep_up(later, tmp_path)
    texts["now"] = "2"
    assert not keeping.keep_up(NOW + timedelta(days=2), tmp_path)
    assert keeping.keep_up(later, tmp_path)


def test_a_failure_waits(tmp_path, texts, monkeypatch):
    monkeypatch.setattr(sources, "dictionary", lambda: None)
    assert not keeping.keep_up(NOW, tmp_path)
    assert not keeping._due(NOW + timedelta(hours=1), tmp_path)
    assert keeping._due(NOW + timedelta(hours=7), tmp_path)


@pytest.mark.django_db
def test_the_office_has_sources_of_its_own():
    keys = [source.key for source in sources.available()]
    assert keys[:2] == ["words", "templates"]
    assert "papers" not in keys  # nothing issued yet


def test_people_are_told_how_they_stand(tmp_path, texts):
    assert keeping.standing(tmp_path) == keeping.Standing(None)
    assert keeping.keep_up(NOW, tmp_path)
    now = keeping.standing(tmp_path)
    assert (now.made_at, now.names, now.characters) == (NOW, ("一",), 4)


def test_the_counts_that_come_along_hold_no_text():
    """Sequences of at most four characters; those from laws stand in several articles."""
    shipped = sources.shipped()
    assert shipped.counted is not None and list(shipped.texts()) == []
    assert shipped.counted.stat().st_size < 2_000_000


def test_counts_that_come_along_are_taken_over(tmp_path, texts, monkeypatch):
    monkeypatch.setattr(sources, "available", lambda: [sources.shipped()])
    assert keeping.keep_up(NOW, tmp_path)
    known = detector.language(tmp_path)
    assert known.count("人民代表") > 100 and known.count("人民") > 100 and known.count("人民代表大") == 0.0
