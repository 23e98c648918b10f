"""A whole set of a session: what was written before the new year, meetings counted within it, figures that know their rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benchmarks import renewal as bench
from renda.kernel.documents.engine.model import Column, OfficialPaper, Table, text
from renda.kernel.figures.marks import mark
from renda.kernel.people.models import CongressSession
from renda.modules.drafting import selectors, texts
from renda.modules.drafting.models import Draft
from renda.modules.drafting.renewal import gather, renew, work
from renda.modules.drafting.renewal.facts import SessionFact
from renda.modules.drafting.renewal.work import Source
from tests.modules.drafting.renewal.last_year import LAST_YEAR, TODAY, furnish
from tests.modules.drafting.renewal.test_finding import paper

FACTS = replace(bench.facts(), legal=(("五名以上", "议案联名人数"), ("全体代表的过半数", "通过所需票数")))


def found(*sentences: str, facts=FACTS, **fields):
    given = paper(*sentences, **fields)
    return {place.old: place for place in renew(given, facts, settings={"届次": "19-7"}, dated_by_signing=True).places}


def test_what_is_written_in_december_for_january_belongs_to_the_year_of_the_session():
    places = found("审查2024年预算执行情况和2025年预算。请于2024年12月20日前送交。", date="2024年12月12日")
    assert places["2024年"].new == "2025年" and places["2025年"].new == "2026年"
    assert places["2024年12月20日"].new.startswith("2026年1月") or places["2024年12月20日"].new.startswith("2025年12月")
    assert places["2024年12月12日"].new == "" and places["2024年12月12日"].decision == "replaced"


@pytest.mark.parametrize(
    "sentence", ["主席团第一次会议推选执行主席。", "第二次全体会议由周国强主持。", "云溪镇第十九届人民代表大会第六次会议主席团第一次会议"]
)
def test_meetings_within_the_session_begin_with_the_first_again(sentence):
    assert not [place for place in found(sentence).values() if place.kind == "meeting" and place.decision != "kept"]


def test_meetings_of_the_presidium_of_the_term_go_on():
    assert found("云溪镇第十九届人民代表大会主席团第九次会议决定召开大会。")["第九次会议"].decision == "flagged"


def test_how_long_it_lasts_follows_from_its_days():
    assert found("会期两天。")["两天"].decision == "kept"
    longer = replace(FACTS, sessions=(FACTS.sessions[0], SessionFact(19, 7, date(2026, 1, 20), date(2026, 1, 22))))
    assert found("会期两天。", facts=longer)["两天"].new == "三天"


def test_numbers_of_the_law_and_of_rooms_are_no_questions():
    places = found("五名以上代表联名可以提出议案，须由全体代表的过半数通过，在办公楼301室登记。")
    assert {places[one].decision for one in ("五名以上", "全体代表的过半数", "301")} == {"kept"}


def test_who_came_is_only_known_at_the_meeting():
    place = found("应到代表62名，实到59名。")["59名"]
    assert place.decision == "unmatched" and place.choices[0].text == "（　　）名"


def test_a_number_of_nothing_known_gets_no_false_answer():
    """35 is last year's number of suggestions; here it counts something else."""
    assert found("新建停车位35个。")["35个"].decision == "unmatched"


def test_what_came_of_a_vote_is_only_known_after_it():
    table = Table((Column("表决事项"), Column("赞成"), Column("结果")), (("年度预算的决议", "59", "通过"),))
    places = {place.old: place for place in renew(replace(paper("票数如下。"), blocks=(table,)), FACTS, on=bench.ON).places}
    assert places["通过"].decision == "unmatched" and places["59"].choices[0].text == "（　　）"


def test_a_contact_is_no_post():
    assert found("联系人：周国强。")["周国强"].decision == "kept"


def test_before_a_new_term_opens_the_old_presidium_meets():
    facts = replace(FACTS, sessions=(FACTS.sessions[0], SessionFact(20, 1, date(2026, 1, 20), date(2026, 1, 21))))
    given = paper("云溪镇第十九届人民代表大会主席团会议通过。第十九届代表。")
    asked = [one for one in renew(given, facts, on=bench.ON).places if one.old == "第十九届"]
    assert [one.choices[0].text for one in asked] == ["第十九届", "第二十届"]


def test_a_new_term_says_what_last_year_had_not():
    facts = replace(FACTS, sessions=(FACTS.sessions[0], SessionFact(20, 1, date(2026, 1, 20), date(2026, 1, 21))))
    notes = renew(paper("正文。"), facts, on=bench.ON).notes
    assert any("换届" in note and "选举办法" in note for note in notes)


@pytest.fixture
def furnished(town_set, frozen_clock):
    furnish(town_set)
    frozen_clock.to(TODAY)
    return town_set


def test_a_paper_without_a_session_follows_the_set(furnished):
    sources = [Source("通知.txt", LAST_YEAR.encode()), Source("简报.txt", "会议简报\n\n　　1月15日上午，代表到会。\n　　2025年1月15日\n".encode())]
    made = work.begin(furnished.actor("office"), sources)
    bulletin = work.worked(made)[1]
    assert bulletin.renewal.summary["old_session"] == "19-4"
    assert {place.old: place.new for place in bulletin.renewal.places}["1月15日"] == "1月20日"


def test_a_bound_figure_is_taken_anew_for_this_year(furnished, frozen_clock):
    office = furnished.actor("office")
    scope = "year:2025"
    words = f"收到建议{mark('suggestions.received', scope)}件，在任代表{mark('people.deputies', '')}名。"
    frozen_clock.to(date(2025, 1, 10))
    body = OfficialPaper(kind="报告", form="plain", title="关于云岭镇第十九届人民代表大会第四次会议的报告", blocks=(text(words),), date="2025年1月10日")
    draft = texts.start_with(office, body)
    from renda.modules.drafting.documents import set_final

    draft.signed_on = date(2025, 1, 10)
    draft.paper = set_final(draft)
    draft.save()
    frozen_clock.to(TODAY)
    made = work.begin(office, [Source("报告", paper=draft.paper)])
    one = work.worked(made)[0]
    bound = {place.bound: place for place in one.renewal.places if place.bound}
    assert "suggestions.received|year:2026" in bound and "people.deputies|" in bound
    assert not [place for place in one.open if place.bound]
    made_draft = work.make_draft(office, made, one.item)
    assert set(made_draft.bindings) <= {"suggestions.received|year:2026", "people.deputies|"}


def test_the_papers_of_a_session_are_found_as_a_set(furnished):
    office = furnished.actor("office")
    session = CongressSession.objects.get(number=4)
    body = OfficialPaper(kind="通知", form="plain", title="云岭镇第十九届人民代表大会第四次会议议程", blocks=(text("一、听取报告。"),))
    from renda.modules.drafting.documents import set_final

    for title, day in ((body.title, date(2025, 1, 3)), ("另一件事", date(2025, 1, 3)), (body.title, date(2025, 9, 1))):
        draft = texts.start_with(office, replace(body, title=title))
        draft.signed_on = day
        draft.paper = set_final(draft)
        draft.save()
    assert [paper.dated_on for paper in selectors.papers_of_session(session)] == [date(2025, 1, 3)]
    assert Draft.objects.count() == 3


def test_a_law_of_the_products_list_needs_no_library():
    answer = gather.listed_law("地方各级人民代表大会和地方各级人民政府组织法", date(2025, 1, 8), date(2026, 1, 20))
    assert answer.known and not answer.changed
    moved = gather.listed_law("全国人民代表大会和地方各级人民代表大会代表法", date(2025, 1, 8), date(2026, 1, 20))
    assert moved.changed and "2025年修正" in moved.note
    assert not gather.listed_law("没有的法", date(2025, 1, 8), date(2026, 1, 20)).known
