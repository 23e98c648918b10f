"""The election calendar counted back: every lawful day, what is missed, what follows what was done."""

from datetime import date

import pytest

from renda.law import elections
from renda.law.election_days import BY_ELECTION

DAY = date(2026, 12, 20)
EARLY = date(2026, 9, 1)


def steps(day=DAY, place=None, **more):
    more.setdefault("today", EARLY)
    return {step.key: step for step in elections.calendar(day, place, **more)}


@pytest.mark.parametrize(
    "key, on",
    [
        ("voter_list", date(2026, 11, 30)),
        ("objections", date(2026, 12, 7)),  # the fifth day is a Saturday
        ("objection_answers", date(2026, 12, 10)),
        ("suits", date(2026, 12, 15)),
        ("judgments", date(2026, 12, 19)),
        ("preliminary_list", date(2026, 12, 5)),
        ("formal_list", date(2026, 12, 13)),
        ("polling", DAY),
        ("first_session", date(2027, 2, 22)),  # two months end on a Saturday
    ],
)
def test_lawful_days(key, on):
    step = steps()[key]
    assert step.on == on
    assert step.articles and (step.statutory or key == "polling")


def test_days_are_in_order_and_each_is_explained():
    found = list(steps().values())
    assert [s.on for s in found] == sorted(s.on for s in found)
    assert all(s.sentence_zh and s.who and s.title for s in found)


def test_across_the_year_and_a_leap_day():
    assert steps(date(2027, 1, 5))["voter_list"].on == date(2026, 12, 16)
    assert steps(date(2028, 3, 10))["voter_list"].on == date(2028, 2, 19)


def test_what_is_missed():
    found = steps(today=date(2026, 12, 6))
    assert found["voter_list"].missed and found["preliminary_list"].missed
    assert not found["formal_list"].missed and not found["objections"].missed


def test_the_last_day_itself_is_not_missed():
    assert not steps(today=date(2026, 11, 30))["voter_list"].missed
    assert steps(today=date(2026, 12, 1))["voter_list"].missed


def test_done_in_time_or_late():
    good = steps(today=date(2026, 12, 6), done={"voter_list": date(2026, 11, 20)})
    assert not good["voter_list"].missed
    assert good["objections"].on == date(2026, 11, 25)
    late = steps(today=date(2026, 12, 6), done={"voter_list": date(2026, 12, 2)})
    assert late["voter_list"].missed


def test_earliest_day():
    today = date(2026, 11, 23)
    day = elections.earliest_day(today)
    assert day == date(2026, 12, 13)
    assert not [s for s in elections.calendar(day, today=today) if s.missed and s.statutory]
    tighter = elections.calendar(date(2026, 12, 12), today=today)
    assert [s.key for s in tighter if s.missed and s.statutory] == ["voter_list"]
    assert elections.earliest_day(today, done={"voter_list": today}) == date(2026, 12, 8)


@pytest.mark.parametrize("place, days", [("11", (15, 5, 3)), ("33", (12, 7, None)), ("110105", (15, 5, 3))])
def test_by_elections_follow_the_province(place, days):
    found = steps(place=place, kind=BY_ELECTION)
    keys = ("voter_list", "preliminary_list", "formal_list")
    assert tuple(found[k].days if k in found else None for k in keys) == days


def test_json():
    told = [step.as_json() for step in steps().values()]
    assert {one["key"] for one in told if one["statutory"]} >= {"voter_list", "formal_list", "preliminary_list"}
    assert all(isinstance(one["on"], str) and isinstance(one["missed"], bool) for one in told)
