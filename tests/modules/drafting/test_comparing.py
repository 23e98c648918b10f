"""Differences: applied to the old text they give the new one, and they read as people would say them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renda.kernel.documents.engine.model import (
    Attachment,
    Column,
    Heading,
    KeyValue,
    ListBlock,
    OfficialPaper,
    PageBreak,
    Pair,
    Paragraph,
    Run,
    Table,
)
from renda.modules.drafting import comparing
from renda.modules.drafting.comparing import applied, compare, parts
from tests.modules.drafting.way import line, paper

WORDS = st.text(alphabet="今天开会讨论修路12，。\n建议 ", max_size=24)
BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 4), WORDS),
    st.builds(lambda text, kaiti: Paragraph((Run(text, kaiti),)), WORDS, st.booleans()),
    st.builds(lambda items: ListBlock(tuple(items)), st.lists(WORDS, max_size=4)),
    st.builds(lambda rows: Table((Column("甲"), Column("乙")), tuple((a, b) for a, b in rows)), st.lists(st.tuples(WORDS, WORDS), max_size=4)),
    st.builds(lambda label, value: KeyValue(((Pair(label, value),),)), WORDS, WORDS),
    st.just(PageBreak()),
)
PAPERS = st.builds(
    lambda title, blocks, to, more, day: OfficialPaper(
        "通知", "general", title, addressees=tuple(to), blocks=tuple(blocks), attachments=tuple(Attachment(name) for name in more), date=day
    ),
    WORDS, st.lists(BLOCKS, max_size=8), st.lists(WORDS, max_size=2), st.lists(WORDS, max_size=2), WORDS,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(PAPERS, PAPERS)
def test_the_differences_applied_to_the_old_text_give_the_new(old, new):
    assert applied(compare(old, new), parts(old)) == [part.key for part in parts(new)]


@settings(max_examples=60, deadline=None)
@given(PAPERS, st.data())
def test_an_edited_paper_too(old, data):
    """Papers that share most of their blocks, as two versions of one text do."""
    kept = [block for block in old.blocks if data.draw(st.booleans())]
    at = data.draw(st.integers(0, len(kept)))
    new = replace(old, blocks=(*kept[:at], line(data.draw(WORDS)), *kept[at:]))
    assert applied(compare(old, new), parts(old)) == [part.key for part in parts(new)]


@settings(max_examples=40, deadline=None)
@given(PAPERS)
def test_a_paper_does_not_differ_from_itself(one):
    assert compare(one, one).is_same


@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS)
def test_spans_hold_both_texts(old, new):
    found = list(comparing.spans(old, new))
    assert "".join(span.text for span in found if span.op != "added") == old
    assert "".join(span.text for span in found if span.op != "removed") == new


def test_a_changed_number_reads_as_one_word():
    row = compare(paper("共收到建议12件。"), paper("共收到建议13件。")).changed[0]
    assert [(span.op, span.text) for span in row.spans] == [
        ("same", "共收到建议"), ("removed", "12"), ("added", "13"), ("same", "件。"),
    ]  # fmt: skip
    assert row.new.place == "正文第2段"


def test_an_inserted_paragraph_does_not_shift_the_others():
    rows = compare(paper("一段。", "三段。"), paper("一段。", "新写的二段。", "三段。")).changed
    assert [(row.op, row.new.text) for row in rows] == [("added", "新写的二段。")]


def test_setting_alone_is_told_apart():
    old = paper("请参加。")
    new = replace(old, blocks=(old.blocks[0], Paragraph((Run("请参加。", kaiti=True),))))
    assert [row.only_style for row in compare(old, new).changed] == [True]


def test_quite_different_paragraphs_are_one_gone_and_one_come():
    rows = compare(paper("水渠今年修好。"), paper("学校暑假以后搬家。")).changed
    assert sorted(row.op for row in rows) == ["added", "removed"]


@pytest.mark.parametrize("count", [400])
def test_a_long_paper_is_compared_in_time(count):
    """300 pages: every paragraph changed a little."""
    import time

    old = paper(*(f"第{n}件建议由水利站办理，已经答复。" for n in range(count)))
    new = paper(*(f"第{n}件建议由公路站办理，已经答复代表。" for n in range(count)))
    began = time.monotonic()
    found = compare(old, new)
    assert found.count == count and time.monotonic() - began < 10
