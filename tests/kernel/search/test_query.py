"""The search line: what is looked for, and that nothing typed can break it."""

import pytest

from renda.kernel.search.fold import fold, fold_with_places
from renda.kernel.search.numerals import forms, value_of, writings
from renda.kernel.search.query import MOST_WORDS, parse


def words(text):
    return [word.forms[0] for word in parse(text).words]


@pytest.mark.parametrize(
    "left, right",
    [
        ("二〇二六年", "2026年"), ("２０２６年", "2026年"), ("ＡＢｃ", "abC"), ("經濟體制", "经济体制"), ("王　伟", "王伟"),
        ("経", "経"), ("①", "一"), ("㎡", "m2"), ("ﬁ", "FI"), ("a\u200bb", "ab"), ("道路、桥梁", "道路。——桥梁"),
    ],
)  # fmt: skip
def test_writings_that_are_equal(left, right):
    assert fold(left) == fold(right)


def test_characters_of_all_planes_stay_themselves():
    rare = "𬭎𫖮㙍䲠\U0002cb4e\U00030000\U000313ff\U00031350\ue000"
    assert fold(rare) == rare


def test_places_lead_back_to_the_text():
    text = "（一）經  濟、①ﬁ"
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert [text[place] for place in places] == ["（", "一", "）", "經", "濟", "、", "①", "ﬁ", "ﬁ"]


def test_words_phrases_and_exclusions():
    query = parse('道路 "经济，体制" -农村 －“下  水” A-3区')
    assert [word.forms[0] for word in query.words] == ["道路", "经济·体制", "a·3区"]
    assert [word.forms[0] for word in query.excluded] == ["农村", "下水"]


@pytest.mark.parametrize(
    "typed, wanted",
    [
        ("2026-3-5", "2026年3月5日"), ("2026年3月15日", "2026·3·15"), ("二〇二六年三月十五日", "2026年3月15日"),
        ("2026年3月5日", "2026·03·05"), ("12月", "十2月"), ("第二十三次会议", "第23次会议"), ("第105条", "第1百05条"),
    ],
)  # fmt: skip
def test_numbers_and_dates_are_looked_for_in_every_writing(typed, wanted):
    assert wanted in parse(typed).words[0].forms


def test_ten_years_is_not_taken_for_a_year():
    assert forms("十年") == ["十年"]


def test_numerals_read_back_what_they_write():
    for value in range(1, 1000):
        assert {value_of(text) for text in writings(value)} == {value}


@pytest.mark.parametrize(
    "typed", ["", None, "  ", "，。！", "😀👍", '"', "-", '-"', "''", "''''", "\ud800", "\x00"]
)
def test_input_without_a_word_finds_nothing_and_says_so(typed):
    query = parse(typed)
    assert not query.words
    assert bool(query.notes) == bool(typed and typed.strip())


def test_only_exclusions_are_explained():
    assert "减号" in parse("-道路").notes[0]


def test_limits_are_told():
    query = parse("，".join("甲乙丙丁戊己庚辛壬癸"))
    assert len(query.words) == MOST_WORDS and query.notes
    assert parse("路" * 500).words[0].forms[0] == "路" * 100 and parse("路" * 500).notes


def test_operators_are_words_like_any_other():
    assert words('a OR b AND NEAR(c* ^d {t}: x"') == ["a", "or", "b", "and", "near", "c", "d", "t"]
