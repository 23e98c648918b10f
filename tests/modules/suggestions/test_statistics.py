"""Figures of a period: right, adding up, and each with its rows."""

from __future__ import annotations

from datetime import date

import pytest

from renda.foundation import clock
from renda.kernel.deadlines.loop import run_clock
from renda.kernel.documents.models import Paper
from renda.modules.suggestions import statistics
from renda.modules.suggestions.documents import report_words, rhythm
from renda.modules.suggestions.models import Promise, RhythmEvent, Suggestion
from tests.modules.suggestions.story import POOR, Story, days_later

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2026, 12, 31)
WHOLE = (START, END)


def at(day: date):
    return clock.set_to(day)


@pytest.fixture
def year(town_set):
    """A year with one of each: judged in two ways, reopened, late, planned, waiting, merged, declined, a draft, a bill."""
    with at(date(2026, 3, 2)):
        good, poor, late = (Story(town_set, title=f"关于修第{n}条渠的建议") for n in range(3))
        for story in (good, poor, late):
            story.handling()
    with at(date(2026, 4, 10)):
        promised = {"promises": [{"text": "修好渠", "due_on": date(2026, 9, 1)}], "result": "planned"}
        good.replied(**promised).act(
            "deputy", "judge", {"attitude": "satisfied", "outcome": "satisfied", "addressed": "yes"}
        )
        poor.replied().act("deputy", "judge", POOR)
    with at(date(2026, 5, 6)):
        Story(town_set).submitted()
        Story(town_set).submitted().act("office", "decline", {"reason": "无具体内容"})
        Story(town_set).registered().act("office", "merge", {"target": late.suggestion, "reason": "同一条渠"})
        Story(town_set).drafted()
        Story(town_set, kind="bill").submitted()
    with at(date(2026, 6, 20)):
        run_clock()
        yield {"good": good, "poor": poor, "late": late}


def test_the_figures_of_a_year(year):
    expected = {
        "received": 6, "accepted": 3, "waiting": 1, "merged": 1, "declined": 1, "withdrawn": 0,
        "in_session": 0, "in_recess": 3, "key": 0, "replied": 2, "on_time": 2,
        "solved": 1, "solving": 0, "planned": 1, "limited": 0, "reference": 0, "passed_up": 0,
        "satisfied": 1, "mostly": 0, "dissatisfied": 0, "not_judged": 1, "reopened": 1,
    }  # fmt: skip
    counts = statistics.Period(*WHOLE).counts
    assert {key: counts[key] for key in expected} == expected
    assert counts["late_now"] == 2


def test_the_parts_add_up(year):
    counts = statistics.Period(*WHOLE).counts
    assert counts["received"] == sum(
        counts[key] for key in ("accepted", "waiting", "merged", "declined", "withdrawn")
    )
    assert counts["accepted"] == counts["in_session"] + counts["in_recess"]
    assert counts["replied"] == sum(counts[key] for key in statistics.RESULTS)
    assert counts["replied"] == sum(counts[key] for key in statistics.VERDICTS)


def test_every_figure_opens_its_rows(year):
    counts = statistics.Period(*WHOLE).counts
    for key in statistics.SUMMARY:
        assert statistics.rows_of(key, *WHOLE).count() == counts[key], key
    for line in statistics.Period(*WHOLE).by_unit():
        for key in statistics.OF_UNIT:
            assert statistics.rows_of(key, *WHOLE, unit=line["unit_id"]).count() == line[key], key
    for line in statistics.Period(*WHOLE).by_category():
        for key in ("received", "accepted", "replied", "satisfied", "dissatisfied"):
            assert statistics.rows_of(key, *WHOLE, category=line["category"]).count() == line[key], key
    for line in statistics.Period(*WHOLE).by_month():
        for key in ("came", "went"):
            assert statistics.rows_of(key, *WHOLE, month=line["month"]).count() == line[key], key
    for line in statistics.Period(*WHOLE).days_used():
        assert statistics.rows_of("days_used", *WHOLE, band=line["band"]).count() == line["count"]
    with pytest.raises(KeyError):
        statistics.rows_of("nothing", *WHOLE)


def test_pictures_of_a_year(year):
    months = {
        line["month"].month: (line["came"], line["went"]) for line in statistics.Period(*WHOLE).by_month()
    }
    assert len(months) == 12 and months[3] == (3, 0) and months[4] == (0, 2) and months[5] == (3, 0)
    assert {line["label"]: line["count"] for line in statistics.Period(*WHOLE).by_result()}[
        "列入计划逐步解决"
    ] == 1
    assert [line["count"] for line in statistics.Period(*WHOLE).by_satisfaction()] == [1, 0, 0, 1]
    assert [line["count"] for line in statistics.Period(*WHOLE).days_used()] == [0, 2, 0, 0, 0]
    assert statistics.Period(*WHOLE).by_category()[0]["category"].name == "农田水利"


def test_the_line_of_a_unit(year):
    (line,) = statistics.Period(*WHOLE).by_unit()
    assert (line["unit"], line["assigned"], line["unit_replied"], line["unit_on_time"]) == ("水利站", 3, 2, 2)
    assert (line["unit_satisfied"], line["unit_reopened"], line["average_days"]) == (1, 1, 39.0)


def test_a_late_reply_is_not_in_time(town_set):
    with at(date(2026, 3, 2)):
        story = Story(town_set).handling()
    with at(date(2026, 7, 1)):
        story.replied()
        counts = statistics.Period(*WHOLE).counts
    assert (counts["replied"], counts["on_time"], counts["late_now"]) == (1, 0, 0)


def test_other_periods_and_other_towns_do_not_count(year, other_town):
    assert statistics.Period(date(2025, 1, 1), date(2025, 12, 31)).counts["received"] == 0
    assert statistics.Period(date(2025, 1, 1), date(2025, 12, 31)).by_unit() == []
    from renda.kernel.units.scope import acting_in

    with acting_in(other_town.town):
        assert statistics.Period(*WHOLE).counts["received"] == 0


def test_what_is_in_hand(year):
    year["late"].act("unit_handler", "progress", {"text": "已经勘查", "happened_on": clock.today()})
    rows = {row.pk: row for row in statistics.in_hand_between(date(2026, 5, 1), date(2026, 6, 30))}
    assert set(rows) == {year["late"].suggestion.pk, year["poor"].suggestion.pk}
    assert statistics.latest_progress(rows[year["late"].suggestion.pk]) == "6月20日：已经勘查"
    assert statistics.latest_progress(rows[year["poor"].suggestion.pk]) == "暂无进展"


def many(town_set):
    def make(count: int) -> None:
        for _ in range(count):
            Story(town_set).handling()

    return make


def test_queries_do_not_grow(town_set, assert_queries_flat):
    event = RhythmEvent(kind="hearing", period_from=START, period_to=END, due_on=END)

    def everything():
        dict(statistics.Period(*WHOLE).counts)
        statistics.Period(*WHOLE).by_unit()
        statistics.Period(*WHOLE).by_category()
        statistics.Period(*WHOLE).by_month()
        statistics.Period(*WHOLE).days_used()
        [statistics.latest_progress(row) for row in statistics.in_hand_between(*WHOLE)]
        for sheet in rhythm.SHEETS.values():
            sheet(event)

    assert_queries_flat(everything, many(town_set), rows_small=1, rows_large=4)


def test_the_hearing_adds_up(year):
    _, fields = rhythm.hearing(
        RhythmEvent(kind="hearing", period_from=date(2026, 5, 1), period_to=date(2026, 6, 30), due_on=END)
    )
    assert fields["total"] == len(fields["items"]) == fields["replied"] + fields["running"] == 2
    late = next(item for item in fields["items"] if item["suggestion_title"] == "关于修第2条渠的建议")
    assert late["reply_by"] == date(2026, 6, 2) and fields["late"] == 2


def test_the_yearly_report_is_made_from_the_rows(year, town_set):
    fields = rhythm.yearly_report_fields(*WHOLE)
    assert (
        fields["unit_count"],
        fields["promises_due"],
        fields["promises_kept"],
        fields["promises_open"],
    ) == (1, 1, 0, 1)
    assert fields["open_promises"] == ["修好渠，承诺2026年9月1日前完成，未兑现"]
    assert any("面商2次" in text for text in fields["practices"])
    assert any("超过期限" in text for text in fields["problems"]) and any(
        "1件未兑现" in text for text in fields["plans"]
    )
    from renda.kernel.documents.papers import make_paper
    from renda.modules.suggestions.documents.common import office_facts

    paper = make_paper("yearly_report", {**office_facts(), **fields})
    assert "共收到代表建议6件" in paper.text and Paper.objects.filter(pk=paper.pk).exists()


def test_a_promise_of_a_reply_taken_back_does_not_count(town_set):
    with at(date(2026, 3, 2)):
        due = {"promises": [{"text": "修好渠", "due_on": days_later(60)}], "result": "planned"}
        story = Story(town_set).replied(**due)
        assert rhythm.promises_due(*WHOLE).count() == 1
        story.act("office", "take_back_reply", {"reason": "没有写清楚"})
    assert Promise.objects.count() == 1 and rhythm.promises_due(*WHOLE).count() == 0


def test_names_of_sessions(town_set):
    assert report_words.session_name_before(date(2026, 6, 1)) == "云岭镇第十九届人民代表大会第五次会议"
    assert report_words.session_name_after(date(2025, 12, 1)) == "云岭镇第十九届人民代表大会第五次会议"
    assert report_words.session_name_after(date(2026, 6, 1)) == "云岭镇人民代表大会本次会议"


def test_nothing_to_say_is_still_a_sentence(town_set):
    counts = statistics.Period(*WHOLE).counts
    assert Suggestion.objects.count() == 0 and not any(counts.values())
    assert report_words.problems_in_words(counts) and report_words.plans_in_words(counts, 0)
    assert report_words.practices_in_words(*WHOLE)
