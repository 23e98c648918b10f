"""Citations beside the imported texts: editions, articles, their parts, quotations and accounts."""

from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.proofreading.gates import check_text
from tests.kernel.library import makers

pytestmark = pytest.mark.django_db
NOW, BEFORE = date(2021, 1, 1), date(2012, 1, 1)

WRONG = [
    ("law-edition", "依照《中华人民共和国风筝法》（2010年通过）办理。", None),
    ("law-edition", "依照2010年通过的《中华人民共和国风筝法》办理。", None),
    ("law-newer", "依照《中华人民共和国风筝法》（2022年修正）办理。", None),
    ("law-no-article", "依照《风筝法》第十八条办理。", None),
    ("law-no-part", "依照《风筝法》第三条第三款办理。", None),
    ("law-no-part", "依照《风筝法》第四条第（五）项办理。", None),
    ("law-quote", "《风筝法》第三条规定：“风大的日子不能放风筝。”", "风大的日子不放风筝。"),
    ("law-quote-elsewhere", "《风筝法》第2条规定：“风大的日子不放风筝。”", "第3条"),
    ("law-quote-old", "《风筝法》第四条规定：“线轴由本人保管，保管期为十五日。”", None),
    ("law-quote-none", "《风筝法》第四条规定：“天上的云彩要一朵一朵数清楚。”", None),
    ("law-content", "《风筝法》第二条规定，放风筝的人应当看天气，风大的日子不放风筝。", "第三条"),
    ("law-title", "依照《风筝放飞场所管理条例》办理。", "《风筝放飞场地管理条例》"),
]  # fmt: skip
RIGHT = [
    "依照《中华人民共和国风筝法》（2020年修正）第四条第（三）项办理。",
    "《中华人民共和国风筝法》第三条规定：“风大的日子……不放风筝”。",
    "《中华人民共和国风筝法》第三条第二款规定：“风大的日子不放风筝。”",
    "《中华人民共和国风筝法》第二条规定，风筝不得靠近电线，放的人要当心。",
    "2010年通过的《中华人民共和国风筝法》当时只有五条。",
    "依照《中华人民共和国风筝法》第四条之一办理。",
    "依照《风筝放飞场地管理条例》第一条办理。",
]


@pytest.fixture
def library(town_set):
    rules = makers.markdown(
        "风筝放飞场地管理条例", ["2011年5月1日通过"], ["第一条 场地由镇政府划定。", "第二条 场地不收费。"]
    )
    return makers.load(town_set.actor("office"), makers.old_docx(), makers.new_docx(), rules)


def said(text: str, on: date = NOW) -> list:
    return [one for one in check_text(text, on=on) if one.id == "CON-16" and one.rule != "law-first"]


@pytest.mark.parametrize(("key", "text", "mend"), WRONG)
def test_what_the_texts_contradict_is_found(library, key, text, mend):
    found = [one for one in said(text) if one.rule == key]
    assert found, [one.rule for one in said(text)]
    assert mend is None or found[0].replacement == mend


@pytest.mark.parametrize("text", RIGHT)
def test_what_the_texts_say_too_is_left_alone(library, text):
    assert said(text) == []


def test_the_text_of_the_day_counts(library):
    text = "《风筝法》第二条规定：“风大的日子不放风筝。”"
    assert said(text, BEFORE) == [] and said(text, NOW)


def test_articles_of_a_named_older_text_are_looked_up_there(library):
    old = "《风筝法》（2010年通过）第四条规定：“线轴由本人保管，保管期为十五日。”"
    assert [one.rule for one in said(old)] == ["law-edition"]


def test_without_imported_texts_nothing_is_said_of_words(town_set):
    assert said("《风筝法》第二条规定：“风大的日子不放风筝。”") == []
