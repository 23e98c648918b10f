"""Papers kept to learn from."""

from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.audit.models import AuditEntry
from renda.kernel.library import references
from renda.kernel.library.models import ReferencePaper
from renda.kernel.search import api as search
from tests.kernel.library import makers

pytestmark = pytest.mark.django_db
LINES = [
    "关于放风筝工作情况的报告",
    "各位代表：",
    "一年来，全镇放飞风筝三百只，线轴完好率百分之九十。",
    "特此报告。",
    "2025年12月3日",
]


@pytest.fixture
def actor(town_set):
    return town_set.actor("office")


def said(**changes) -> references.Described:
    given = {
        "kind": "model",
        "title": "放风筝工作报告",
        "author": "石桥镇",
        "dated_on": date(2025, 12, 3),
        "tags": ["人代会"],
    }
    return references.Described(**{**given, **changes})


def test_a_file_is_read_before_it_is_kept(actor):
    looked = references.look(makers.docx(LINES), "报告.docx")
    assert looked.title == LINES[0]
    assert looked.dated_on == date(2025, 12, 3)
    assert "三百只" in looked.text and looked.known is None
    assert not ReferencePaper.objects.exists()


def test_kept_papers_are_found_and_only_once_kept(actor, town_set):
    data = makers.docx(LINES)
    looked = references.look(data, "报告.docx")
    paper = references.keep_paper(looked.text, said(), actor, ("报告.docx", data))
    assert paper.file.sha256 and paper.kept_by == actor.label
    hits = search.search([town_set.town.pk], "线轴完好率", actor=actor).hits
    assert [hit.url for hit in hits] == [f"/library/papers/{paper.pk}/"]
    assert references.look(data, "又一份.docx").known == paper
    with pytest.raises(references.NotKept, match="已经有这一篇"):
        references.keep_paper(looked.text, said(), actor)


def test_deputies_and_units_do_not_find_them(actor, town_set):
    references.keep_paper("\n".join(LINES), said(), actor)
    assert not search.search([town_set.town.pk], "线轴完好率", actor=town_set.actor("deputy")).hits


def test_a_paper_taken_out_is_no_longer_found_and_may_come_again(actor, town_set):
    paper = references.keep_paper("\n".join(LINES), said(), actor)
    references.change(paper, said(title="另一个题目"), actor)
    references.withdraw(paper, "放错了", actor)
    assert not search.search([town_set.town.pk], "线轴完好率", actor=actor).hits
    assert references.keep_paper("\n".join(LINES), said(), actor).pk != paper.pk
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {
        "library.keep",
        "library.change",
        "library.withdraw",
    }


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.txt", "短".encode()),
        ("a.txt", b""),
    ],
)
def test_what_has_no_words_is_refused(actor, name, data):
    with pytest.raises(references.NotKept):
        references.look(data, name)


def test_a_draft_may_begin_with_it(actor):
    data = makers.docx(LINES)
    from_file = references.keep_paper("\n".join(LINES), said(), actor, ("报告.docx", data))
    assert references.as_paper(from_file).title == LINES[0]
    typed = references.keep_paper(
        "第一段话，说的是春天。\n第二段话，说的是秋天的事情。", said(kind="speech", title="春秋"), actor
    )
    paper = references.as_paper(typed)
    assert (paper.kind, paper.form, len(paper.blocks)) == ("讲话", "plain", 2)
