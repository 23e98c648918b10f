"""The loaded library: editions by date, articles, moves, repeals, duplicates."""

from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.audit.models import AuditEntry
from renda.kernel.library import importing, laws, saving, withdrawing
from renda.kernel.library.models import LawArticle, LawEdition, LawWork
from renda.kernel.search import api as search
from renda.kernel.units.scope import acting_in
from tests.kernel.library import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(town_set):
    return town_set.actor("office")


@pytest.fixture
def kites(actor):
    """Both editions of the kite law."""
    return makers.load(actor, makers.old_docx(), makers.new_docx())


def test_two_editions_are_one_work(kites):
    assert (kites.works, kites.editions, kites.articles) == (1, 2, 11)
    assert [one.label for one in laws.editions("《中华人民共和国风筝法》")] == ["2020年修正", "2010年"]


def test_the_edition_of_a_day(kites):
    assert laws.edition_in_force("风筝法", date(2021, 1, 1)).label == "2020年修正"
    assert laws.edition_in_force("风筝法", date(2020, 6, 3)).label == "2020年修正"
    assert laws.edition_in_force("风筝法", date(2012, 1, 1)).label == "2010年"
    assert laws.edition_in_force("风筝法", date(2010, 4, 30)) is None


def test_an_amendment_that_was_not_loaded_leaves_a_gap_and_no_wrong_answer(kites):
    assert laws.edition_in_force("风筝法", date(2014, 5, 1)).label == "2010年"
    assert laws.edition_in_force("风筝法", date(2016, 1, 1)) is None


def test_articles_are_found_by_number_of_any_writing(kites):
    found = laws.article("风筝法", "第四条之一第2款", date(2021, 1, 1))
    assert (found.label, found.text) == ("第四条之一", "夜间放风筝应当挂灯。")
    assert found.url == f"/library/laws/{found.edition.id}/#t4-1"
    assert found.cited == "《风筝法》第四条之一"
    assert laws.article("风筝法", 4, date(2012, 1, 1)).text.startswith("线轴")
    assert laws.article("风筝法", 99, date(2021, 1, 1)) is None
    assert laws.article("风铃法", 1) is None


def test_items_come_with_their_paragraph(kites):
    words, items = laws.article("风筝法", 4, date(2021, 1, 1)).paragraphs[0]
    assert words == "下列地方可以放风筝："
    assert [mark for mark, _ in items] == ["（一）", "（二）", "（三）"]


def test_where_articles_went_is_told_by_their_words(kites):
    old, new = date(2012, 1, 1), date(2021, 1, 1)
    assert laws.moved_article("风筝法", 2, old, new).number == 3
    assert laws.moved_article("风筝法", 2, old, new).kind == "moved"
    assert laws.moved_article("风筝法", 3, old, new).number == 4
    assert laws.moved_article("风筝法", 1, old, new).kind == "changed"
    assert laws.moved_article("风筝法", 4, old, new).kind == "deleted"
    assert laws.moved_article("风筝法", 77, old, new).kind == "unknown"
    assert laws.moved_article("风筝法", 2, old, date(2013, 1, 1)).kind == "same"


def test_the_same_text_again_in_another_shape_is_nothing_new(kites, actor):
    lines = makers.official(makers.NOTE_OLD, makers.OLD)
    shown = importing.preview([("另一份.txt", "\n".join(lines).encode())])
    assert [item.standing for item in shown.items] == [importing.SAME]
    assert saving.confirm(shown, actor, [0]).editions == 0
    assert LawEdition.objects.count() == 2


def test_the_same_day_with_other_words_is_doubtful(kites):
    body = [line.replace("河滩", "河岸") for line in makers.OLD]
    item = importing.preview([("a.docx", makers.docx(makers.official(makers.NOTE_OLD, body)))]).items[0]
    assert item.standing == importing.DOUBT
    assert "日期相同，文字不同" in item.reasons[0]


def test_nothing_is_saved_by_looking(actor):
    importing.preview([makers.old_docx()])
    assert not LawWork.objects.exists() and not LawEdition.objects.exists()


def test_only_what_is_chosen_is_saved(actor):
    shown = importing.preview([makers.old_docx(), makers.new_docx()])
    saving.confirm(shown, actor, [1])
    assert [one.label for one in LawEdition.objects.all()] == ["2020年修正"]


def test_a_person_may_say_from_when_it_holds(actor):
    data = "风车条例\n第一条 甲。\n第二条 乙。".encode()
    shown = importing.preview([("a.txt", data)], dates={0: date(2019, 7, 1)})
    assert shown.items[0].standing == importing.NEW
    saving.confirm(shown, actor, [0])
    assert laws.edition_in_force("风车条例", date(2019, 7, 1)).label == "2019年"


def test_a_law_repealed_by_another_is_no_longer_in_force(kites, actor):
    old = "中华人民共和国纸鸢暂行条例\n（2001年2月3日公布）\n第一条 甲。\n第二条 本条例自公布之日起施行。"
    makers.load(actor, ("纸鸢.txt", old.encode()))
    work = LawWork.objects.get(title="纸鸢暂行条例")
    assert (work.repealed_on, "风筝法" in work.repealed_by) == (date(2010, 5, 1), True)
    assert laws.edition_in_force("纸鸢暂行条例", date(2005, 1, 1)) is not None
    assert laws.edition_in_force("纸鸢暂行条例", date(2021, 1, 1)) is None


def test_parts_in_several_files_become_one_law(actor):
    def part(name, numbers):
        return (
            f"{name}.md",
            f"# 风车法典\n\n# {name}\n\n2015年1月1日 通过\n\n<!-- INFO END -->\n\n{numbers}".encode(),
        )

    files = [part("下编", "第三条 丙。\n\n第四条 丁。"), part("上编", "第一条 甲。\n\n第二条 乙。")]
    shown = importing.preview(files)
    assert len(shown.items) == 1 and shown.items[0].standing == importing.NEW
    saving.confirm(shown, actor, [0])
    assert list(LawArticle.objects.order_by("position").values_list("number", "place")) == [
        (1, ["上编"]), (2, ["上编"]), (3, ["下编"]), (4, ["下编"]),
    ]  # fmt: skip
    assert LawEdition.objects.get().files.count() == 2


def test_the_search_finds_articles_of_the_text_that_holds(kites, town_set, actor):
    found = search.search([town_set.town.pk], "风筝 天气", actor=actor, kinds=["library.article"])
    assert ["".join(part.text for part in hit.title) for hit in found.hits] == ["风筝法 第三条"]
    assert found.hits[0].url.endswith("#t3")
    assert not search.search([town_set.town.pk], "线轴", actor=actor).hits


def test_a_text_taken_out_leaves_and_the_older_one_comes_back(kites, town_set, actor):
    newest = LawEdition.objects.get(label="2020年修正")
    withdrawing.withdraw(newest, "文字有误", actor)
    assert [one.label for one in laws.editions("风筝法")] == ["2010年"]
    assert laws.edition_in_force("风筝法", date(2021, 1, 1)).label == "2010年"
    assert not search.search([town_set.town.pk], "电线", actor=actor).hits
    assert search.search([town_set.town.pk], "线轴", actor=actor).hits
    assert AuditEntry.objects.filter(verb="library.withdraw").exists()
    again = importing.preview([makers.new_docx()])
    assert again.items[0].standing == importing.EDITION


def test_another_town_sees_none_of_it(kites, other_town):
    with acting_in(other_town.town):
        assert laws.editions("风筝法") == []
        assert laws.article("风筝法", 1, date(2021, 1, 1)) is None


def test_asking_often_asks_the_database_once(kites, assert_max_queries):
    laws.edition_in_force("风筝法")
    with assert_max_queries(20):
        for _ in range(20):
            assert laws.article("风筝法", 3, date(2021, 1, 1))


def test_the_import_is_in_the_log(kites):
    assert "2" in AuditEntry.objects.get(verb="library.import").sentence
