"""The number of deputies and how it spreads over constituencies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renda.law import quota
from renda.law.statements import CountFault

DAY = date(2026, 12, 20)


@pytest.mark.parametrize(
    "people, number",
    [(45, 45), (1499, 45), (1500, 46), (2999, 46), (30_000, 65), (60_000, 85), (172_499, 159), (172_500, 160), (900_000, 160)],
)
def test_by_population(people, number):
    assert quota.quota(people, on=DAY).number == number


@given(st.integers(45, 400_000))
def test_the_wording_of_the_law(people):
    """基数四十五名，每一千五百人可以增加一名，总数不超过一百六十名。"""
    whole = 45
    while people >= 1500 and whole < 160:
        people, whole = people - 1500, whole + 1
    assert quota.quota(people + (whole - 45) * 1500, on=DAY).number == whole


def test_small_capped_and_extra():
    small = quota.quota(1900, on=DAY)
    assert small.small and "可以少于45名" in small.sentence_zh
    assert quota.quota(200_000, on=DAY).capped
    more = quota.quota(60_000, extra=True, on=DAY)
    assert (more.number, more.extra) == (89, 4)
    assert all(one.articles for one in more.statements)
    assert quota.quota(1_999_999, on=DAY).number == 160


@pytest.mark.parametrize(
    "people, words",
    [(0, "比代表名额的基数45名还少"), (3, "不要按“万人”填"), (2_000_000, "全国没有这么多人口的乡镇"), (10**15, "多打了数字")],
)
def test_no_township_has_so_many_people(people, words):
    with pytest.raises(CountFault, match=words):
        quota.quota(people, on=DAY)


def test_spread_by_largest_remainders():
    assert quota.spread(10, [100, 200, 300, 400, 50], on=DAY) == (1, 2, 3, 3, 1)
    assert quota.spread(4, [1000, 1000], on=DAY) == (2, 2)
    with pytest.raises(CountFault, match="分不出"):
        quota.spread(7, [1000, 1000], on=DAY)
    with pytest.raises(CountFault):
        quota.spread(2, [0, 5], on=DAY)


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=30), st.data())
def test_spread_stays_within_the_law(people, data):
    total = data.draw(st.integers(len(people), 3 * len(people)))
    seats = quota.spread(total, people, on=DAY)
    assert sum(seats) == total and all(1 <= n <= 3 for n in seats)
    for i, mine in enumerate(people):
        for j, other in enumerate(people):
            assert not (mine > other and seats[i] < seats[j])


def test_a_plan_is_judged():
    plan = [quota.Constituency("一选区", 1000, 2), quota.Constituency("二选区", 2400, 4), quota.Constituency("三选区", 1500, 1)]
    said = quota.check_plan(8, plan, on=DAY)
    wrong = {(one.rule_id, one.sentence.split("选")[0]) for one in said if one.met is False}
    assert ("deputy-quota-decided-by-county", "各") in wrong
    assert ("constituency-size", "二") in wrong
    assert ("constituency-balance", "三") in wrong
    good = [quota.Constituency("一选区", 1000, 2), quota.Constituency("二选区", 1500, 3)]
    assert all(one.met for one in quota.check_plan(5, good, on=DAY))
