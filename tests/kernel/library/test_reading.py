"""From a file to a law: every shape official texts come in, with made-up laws."""

from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.library.reading import read_law
from renda.kernel.library.reading.facts import facts_of, level_of
from renda.kernel.library.reading.headnote import dates_of, events_of
from renda.kernel.library.reading.problems import judge
from tests.kernel.library import makers


def shapes():
    lines = makers.official(makers.NOTE_OLD, makers.OLD)
    yield "docx", "风筝法.docx", makers.docx(lines)
    yield "txt", "风筝法.txt", "\r\n".join(lines).encode("gb18030")
    yield "utf16", "风筝法.txt", "\n".join(lines).encode("utf-16")
    yield "html", "风筝法.html", makers.page(lines)
    name, data = makers.markdown(makers.TITLE, ["2010年3月1日 第一届全国风筝大会第一次会议通过"], makers.OLD)
    yield "md", name, data


@pytest.mark.parametrize(("name", "data"), [pytest.param(n, d, id=i) for i, n, d in shapes()])
def test_every_shape_gives_the_same_law(name, data):
    law = read_law(data, name)
    assert law.title == "风筝法"
    assert [one.label for one in law.articles] == ["第一条", "第二条", "第三条", "第四条", "第五条"]
    assert law.articles[0].place == ("第一章 总则",)
    assert law.articles[2].place == ("第二章 放飞", "第一节 场地")
    assert law.articles[4].place == ("第三章 附则",)
    assert not judge(law).stops and not judge(law).doubts
    assert law.content_hash == read_law(*reversed(makers.old_docx())).content_hash


def test_paragraphs_items_and_points_are_kept_apart():
    law = read_law(*reversed(makers.old_docx()))
    second, third = law.articles[1], law.articles[2]
    assert [one["text"] for one in second.paragraphs] == ["放风筝的人应当看天气。", "风大的日子不放风筝。"]
    assert [item["mark"] for item in third.paragraphs[0]["items"]] == ["（一）", "（二）", "（三）"]
    assert third.paragraphs[0]["items"][1]["text"].split("\n") == [
        "操场，但是：",
        "1. 上课时间除外；",
        "2. 雨天除外；",
    ]


def test_an_article_of_its_own_behind_another():
    law = read_law(*reversed(makers.new_docx()))
    assert [one.key for one in law.articles][3:] == [(4, 0), (4, 1), (5, 0)]
    assert law.articles[4].label == "第四条之一"


def test_a_line_that_speaks_of_an_article_begins_none():
    body = [
        "第一条 为了好，制定本法。",
        "第二条 下列除外：",
        "第一条规定的事项由本人办。",
        "第一条、第二条的费用自理。",
        "第三条 完。",
    ]
    law = read_law("\n".join(["风车办法", *body]).encode(), "a.txt")
    assert [one.number for one in law.articles] == [1, 2, 3]
    assert len(law.articles[1].paragraphs) == 3


def test_the_note_tells_the_dates_and_not_those_inside_titles():
    events = events_of(makers.NOTE_NEW)
    assert [(event.on, event.what) for event in events] == [
        (date(2010, 3, 1), "通过"),
        (date(2014, 5, 2), "修正"),
        (date(2020, 6, 3), "修正"),
    ]
    told = events_of("2003年4月5日某部通过 根据2009年8月7日《关于废止2001年1月2日办法的决定》修正")
    assert [event.on.year for event in told] == [2003, 2009]


@pytest.mark.parametrize(
    ("note", "adopted", "published", "in_force"),
    [
        (
            "2009年4月29日 国务院第60次常务会议通过\n2009年5月11日 国务院令第555号公布\n2009年10月1日 施行",
            "2009-04-29",
            "2009-05-11",
            "2009-10-01",
        ),
        (
            "（一九九二年四月三日第七届大会通过　一九九二年四月三日公布施行）",
            "1992-04-03",
            "1992-04-03",
            "1992-04-03",
        ),
        ("2001年1月1日公布 2019年3月2日《国务院关于修改部分行政法规的决定》修订", "2019-03-02", None, None),
        ("（2023年9月9日第二次修订 自2024年1月1日起施行）", "2023-09-09", None, "2024-01-01"),
    ],
)
def test_days_of_the_note(note, adopted, published, in_force):
    found = dates_of(events_of(note))
    assert [
        day.isoformat() if day else None for day in (found.adopted_on, found.published_on, found.in_force_on)
    ] == [
        adopted,
        published,
        in_force,
    ]


def test_the_day_in_force_of_a_first_text_comes_from_its_closing_article():
    facts = facts_of(read_law(*reversed(makers.old_docx())))
    assert (facts.adopted_on, facts.in_force_on, facts.in_force_is_read) == (
        date(2010, 3, 1),
        date(2010, 5, 1),
        True,
    )
    assert facts.label == "2010年"
    assert facts.repeals == ("中华人民共和国纸鸢暂行条例",)


def test_an_amended_text_does_not_take_the_first_day_in_force_for_its_own():
    facts = facts_of(read_law(*reversed(makers.new_docx())))
    assert (facts.in_force_on, facts.in_force_is_read, facts.label) == (date(2020, 6, 3), False, "2020年修正")
    assert any("请核对" in said for said in facts.told)


def test_the_rulebook_knows_from_when_its_own_laws_hold():
    name, data = makers.markdown(
        "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法",
        ["1992年4月3日 通过", "2025年3月11日 第四次修正"],
        ["第一条 编的。", "第二条 也是编的。"],
    )
    facts = facts_of(read_law(data, name))
    assert (facts.in_force_on, facts.in_force_is_read) == (date(2025, 3, 12), True)


def test_a_date_only_in_the_file_name_is_told():
    name, data = makers.markdown(
        "风车条例", ["2001年1月1日 公布"], ["第一条 甲。", "第二条 乙。"], "风车条例(2019-03-02).md"
    )
    facts = facts_of(read_law(data, name))
    assert facts.adopted_on == date(2019, 3, 2)
    assert any("2019年3月2日" in said and "文件名" in said for said in facts.told)


def test_a_decision_numbered_by_items_is_read_by_items():
    lines = [
        "全国风筝大会常务委员会关于风筝日的决定",
        "（1983年3月5日通过）",
        "为了庆祝，决定如下：",
        "一、四月为风筝月。",
        "二、本决定自公布之日起施行。",
    ]
    law = read_law(makers.docx(lines), "决定.docx")
    assert law.numbering == "item"
    assert [one.label for one in law.articles] == ["第一项", "第二项"]
    assert law.preface == "为了庆祝，决定如下："


def test_what_follows_the_articles_as_attachment_is_no_article():
    lines = makers.official(makers.NOTE_OLD, [*makers.OLD, "附件：", "风筝尺寸表", "一尺"])
    law = read_law(makers.docx(lines), "a.docx")
    assert law.appendix.split("\n") == ["附件：", "风筝尺寸表", "一尺"]
    assert law.articles[-1].text.endswith("同时废止。")


def test_scripts_of_a_page_are_not_read():
    law = read_law(makers.page(makers.official(makers.NOTE_OLD, makers.OLD)), "a.html")
    assert len(law.articles) == 5
    assert "假的" not in law.articles[-1].text and "版权" not in law.articles[-1].text
    assert any("脚本" in said for said in law.remarks)


@pytest.mark.parametrize(
    ("organ", "title", "level"),
    [
        ("云岭镇人民代表大会", "云岭镇代表联系选民办法", "other"),
        ("云峰县人民代表大会常务委员会", "云峰县村庄道路管理办法", "other"),
        ("云峰自治县人民代表大会", "云峰自治县自治条例", "local"),
        ("云江市人民代表大会常务委员会", "云江市河道管理条例", "local"),
        ("广西壮族自治区人民代表大会", "河道条例", "local"),
    ],
)
def test_only_organs_that_may_make_regulations_make_them(organ, title, level):
    law = read_law(f"{title}\n第一条　为了做好工作，制定本办法。\n第二条　自发布之日起施行。".encode(), "a.txt")
    assert level_of(law, organ) == level
