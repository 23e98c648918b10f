"""The steps of a session counted from its days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from renda.kernel.documents.engine import templates
from renda.law import session_plan
from renda.law.book import book
from renda.law.errors import RulebookError
from renda.law.session_plan import Where

OPENS, CLOSES = date(2026, 11, 18), date(2026, 11, 19)


def by_key(kind="regular", opens_on=OPENS, closes_on=CLOSES, **where):
    return {one.spec.key: one for one in session_plan.plan(kind, opens_on, closes_on, Where(**where))}


def test_the_file_names_only_rules_and_templates_that_exist():
    rules, papers = set(book().ids()), set(templates.template_ids())
    for kind in session_plan.kinds():
        for spec in session_plan.specs(kind):
            assert not spec.rule or spec.rule in rules, spec.key
            assert not spec.limit or spec.limit.rule in rules, spec.key
            assert not spec.template or spec.template in papers, spec.key


def test_the_notice_is_counted_back_by_the_law_of_the_place():
    assert by_key()["notice"].last.day == OPENS - timedelta(days=7)
    assert by_key(place="50")["notice"].last.day == OPENS - timedelta(days=10)
    assert by_key(place="50")["notice"].last.rule.binding
    assert not by_key()["notice"].last.rule.binding


def test_a_longer_notice_of_the_place_pulls_the_step_forward():
    """Jixi publishes 15 days ahead: an extraordinary session's usual 12 would be too late."""
    step = by_key("extraordinary", place="341824")["publish"]
    assert step.due_on == step.last.day == OPENS - timedelta(days=15)


def test_an_extraordinary_session_is_exempt_where_the_place_says_so():
    assert by_key("extraordinary", place="33")["notice"].last is None
    assert by_key("extraordinary", place="50")["notice"].last is not None


def test_days_off_move_to_the_safe_side():
    steps = by_key(opens_on=date(2026, 10, 12), closes_on=date(2026, 10, 12))
    # Four days before is Thursday the 8th, a working day; eight before is the 4th, within the national holiday.
    assert steps["seats"].due_on == date(2026, 10, 8) and steps["seats"].counted.shifted_from is None
    assert steps["budget_review"].due_on == date(2026, 9, 30)
    assert "国庆" in steps["budget_review"].counted.sentence_zh
    # The evening before stays, though it is a Sunday.
    assert steps["venue"].due_on == date(2026, 10, 11)


def test_what_comes_after_is_counted_from_the_last_day_and_moves_on():
    steps = by_key()
    assert steps["minutes"].due_on == date(2026, 11, 26)
    assert steps["handover"].last.day == date(2026, 12, 21)  # a month ends on Saturday the 19th
    assert steps["budget_public"].last.day == date(2026, 12, 9)


def test_only_a_new_congress_elects():
    assert "election_method" in by_key("first") and "election_method" not in by_key()
    assert by_key("first")["deputy_list"].last.day == OPENS - timedelta(days=1)


def test_a_session_may_cross_the_year():
    steps = by_key(opens_on=date(2026, 12, 31), closes_on=date(2027, 1, 1))
    assert steps["decide"].due_on < date(2026, 12, 31) < steps["minutes"].due_on
    assert steps["minutes"].counted.provisional


def test_bad_days_and_kinds_are_refused():
    with pytest.raises(RulebookError, match="以前"):
        session_plan.plan("regular", OPENS, OPENS - timedelta(days=1))
    with pytest.raises(RulebookError, match="没有“yearly”"):
        session_plan.plan("yearly", OPENS)
    with pytest.raises(RulebookError):
        session_plan.count_day("before", OPENS, -1, "calendar-day", "earlier", Where().calendar)


@pytest.mark.parametrize(
    ("opens_on", "word"),
    [(date(2026, 10, 1), "国庆"), (date(2026, 11, 21), "星期六"), (date(2026, 4, 1), "3月31日")],
)
def test_what_is_odd_about_a_day_is_said(opens_on, word):
    found = session_plan.remarks("regular", opens_on, opens_on, Where())
    assert any(word in remark.text for remark in found)


def test_an_ordinary_day_needs_no_remark():
    assert session_plan.remarks("regular", date(2026, 3, 10), date(2026, 3, 10), Where()) == []


def test_the_first_session_has_two_months_to_the_day():
    elected = date(2026, 9, 10)
    assert session_plan.remarks("first", date(2026, 11, 10), date(2026, 11, 10), Where(), elected) == []
    found = session_plan.remarks("first", date(2026, 11, 11), date(2026, 11, 11), Where(), elected)
    assert [one.rule for one in found] == ["first-session-within-two-months"] and found[0].breaks
    assert "第20条" in found[0].articles[0]
