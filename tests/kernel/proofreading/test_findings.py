"""Findings keep their place through edits, and mends go in without moving one another."""

from __future__ import annotations

import pytest

from renda.kernel.proofreading.findings import Finding, in_order, mended, place_at

TEXT = ["第一段没有错。", "镇人大常委会作出决定，镇人大常委会通过。"]


def finding(
    paragraph: int, start: int, end: int, replacement: str | None, texts=TEXT, strength="必错"
) -> Finding:
    return Finding(
        "CON-01",
        strength,
        place_at(texts, paragraph, start, end),
        "乡镇没有常委会",
        "理由",
        "地方组织法",
        "改为主席团",
        replacement,
    )


def test_accepted_mends_go_in_from_the_end():
    found = [finding(1, 0, 6, "镇人大主席团"), finding(1, 11, 17, "主席团")]
    assert mended(TEXT, found) == [TEXT[0], "镇人大主席团作出决定，主席团通过。"]
    assert TEXT[1].startswith("镇人大常委会")


def test_of_two_that_overlap_the_first_goes_in():
    assert (
        mended(TEXT, [finding(1, 1, 6, "乙"), finding(1, 0, 3, "甲")])[1]
        == "甲常委会作出决定，镇人大常委会通过。"
    )


def test_a_finding_without_words_changes_nothing():
    assert mended(TEXT, [finding(1, 0, 6, None)]) == TEXT


def test_a_changed_text_is_refused():
    with pytest.raises(ValueError):
        mended(["", "别的文字，别的文字。"], [finding(1, 0, 6, "甲")])


def test_the_key_survives_edits_elsewhere_but_tells_two_places_apart():
    first, second = finding(1, 0, 6, "甲"), finding(1, 11, 17, "甲")
    moved = ["新加的一段。", *TEXT[:1], TEXT[1]]
    assert finding(2, 0, 6, "乙", moved).key == first.key
    assert first.key != second.key


def test_the_stronger_stands_first_at_one_place():
    weak, strong = finding(1, 0, 2, None, strength="提示"), finding(1, 0, 6, None)
    assert in_order([weak, strong, finding(0, 0, 2, None)])[1:] == [strong, weak]


def test_a_place_outside_the_paragraph_is_refused():
    with pytest.raises(ValueError):
        place_at(TEXT, 0, 3, 99)
