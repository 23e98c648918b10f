"""Names of laws and the table of the deputies law, with nothing loaded."""

from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.library import laws
from renda.kernel.library.numbering import ArticleNumber, parse_number
from renda.kernel.library.titles import key_of, tidy_title

OLD, NEW = date(2020, 5, 1), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第五十一条", ArticleNumber(51)),
        ("51", ArticleNumber(51)),
        ("第51条第2款", ArticleNumber(51, 0, 2)),
        ("第一百二十条之一", ArticleNumber(120, 1)),
        ("第十二条之二第一款第（三）项", ArticleNumber(12, 2, 1, 3)),
        ("第五十条之一第2款", ArticleNumber(50, 1, 2)),
        ("第1项", ArticleNumber(1)),
    ],
)
def test_article_numbers_are_read(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", "条", "第零条", "第条", "第五十一条款", "附则", "0"])
def test_what_is_no_article_number_is_refused(text):
    with pytest.raises(ValueError):
        parse_number(text)


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("代表法", "全国人民代表大会和地方各级人民代表大会代表法"),
        ("《代表法》", "全国人民代表大会和地方各级人民代表大会代表法"),
        (
            "《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》（2015年修正）",
            "全国人民代表大会和地方各级人民代表大会代表法",
        ),
        ("地方组织法", "地方各级人民代表大会和地方各级人民政府组织法"),
        ("全国人民代表大会和 地方各级人民代表大会 选举法", "全国人民代表大会和地方各级人民代表大会选举法"),
        ("浙江省实施代表法办法", "浙江省实施代表法办法"),
    ],
)
def test_short_forms_stand_for_the_official_title(written, official):
    assert laws.canonical_title(written) == official


def test_what_nobody_knows_has_no_title():
    assert laws.canonical_title("某某镇放羊条例") is None
    assert laws.canonical_title("  ") is None


def test_a_mistyped_title_finds_the_one_meant():
    assert laws.near_titles("个人信息保护发") == ["个人信息保护法"]
    assert laws.near_titles("完全不相干的东西") == []


def test_titles_fold_to_one_key():
    assert tidy_title("《中华人民共和国某法（试行）》") == "某法（试行）"
    assert key_of("甲省实施《中华人民共和国某法》办法") == key_of("甲省实施某法办法")
    assert key_of("代表建议、批评和意见办理规定") == key_of("代表建议批评和意见办理规定")


@pytest.mark.parametrize(("old", "new"), [(42, 51), (45, 58), (49, 62), (3, 7)])
def test_the_deputies_law_moved_as_our_table_says(old, new):
    there = laws.moved_article("代表法", old, OLD, NEW)
    assert (there.kind, there.number, there.certain) == ("moved", new, True)
    back = laws.moved_article("代表法", f"第{new}条", NEW, OLD)
    assert (back.kind, back.number, back.certain) == ("moved", old, True)


def test_the_table_tells_what_stayed_and_what_is_new():
    assert laws.moved_article("代表法", 2, OLD, NEW).kind == "same"
    assert laws.moved_article("代表法", 52, NEW, OLD).kind == "added"
    assert laws.moved_article("代表法", 99, OLD, NEW).kind == "unknown"


def test_the_table_is_silent_about_other_laws_and_other_days():
    assert laws.moved_article("选举法", 42, OLD, NEW).kind == "unknown"
    assert not laws.moved_article("代表法", 42, date(2012, 1, 1), NEW).certain
    assert not laws.moved_article("代表法", 42, NEW, date(2026, 10, 1)).certain


def test_nothing_is_loaded_outside_of_a_town():
    assert laws.article("代表法", 51) is None
    assert laws.editions("代表法") == []
    assert laws.edition_in_force("代表法", NEW) is None
    with pytest.raises(ValueError):
        laws.article("代表法", "附则")
