"""Majorities against fractions, and the formulas of the rulebook against its shares."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renda.law import RulebookError, Share, book, majorities

DAY = date(2026, 3, 1)
LOWER = st.builds(Share, st.integers(1, 9), st.integers(1, 9), st.sampled_from([">", ">="]))


@given(st.integers(0, 500), st.integers(1, 500), LOWER)
def test_meets_equals_fractions(count, base, share):
    exact = Fraction(count, base), Fraction(share.num, share.den)
    assert majorities.meets(count, base, share) is (
        exact[0] > exact[1] if share.compare == ">" else exact[0] >= exact[1]
    )


@given(st.integers(0, 500), LOWER)
def test_needed_is_the_smallest_that_meets(base, share):
    enough = majorities.needed(base, share)
    assert majorities.meets(enough, base, share)
    assert enough == 0 or not majorities.meets(enough - 1, base, share)


@pytest.mark.parametrize(
    "rule_id, name, total, least",
    [
        ("session-quorum", None, 61, 41),
        ("session-quorum", None, 60, 40),
        ("decision-majority", None, 61, 31),
        ("decision-majority", None, 60, 31),
        ("session-extraordinary", None, 61, 13),
        ("removal-of-officials-proposal", None, 60, 12),
        ("presidium-quorum", None, 9, 5),
        ("presidium-decision-majority", None, 8, 5),
    ],
)
def test_thresholds(rule_id, name, total, least):
    assert majorities.check(rule_id, least, total, name=name, on=DAY).met
    short = majorities.check(rule_id, least - 1, total, name=name, on=DAY)
    assert not short.met and short.needed == least
    assert "还差1人" in short.sentence_zh


def test_place_with_a_higher_quorum():
    assert majorities.check("presidium-quorum", 5, 9, on=DAY).met
    assert not majorities.check("presidium-quorum", 5, 9, on=DAY, place="32").met


def test_signers():
    assert majorities.signers("bill-by-five-deputies", 5, on=DAY).met
    assert not majorities.signers("bill-by-five-deputies", 4, on=DAY).met
    assert majorities.signers("questioning-threshold", 9, on=DAY).needed == 10
    assert majorities.signers("recall-of-deputy-request", 30, name="min_voters", on=DAY).met


def test_upper_limit():
    share = Share(1, 2, "<=")
    assert majorities.allowed(61, share) == 30
    assert majorities.meets(30, 61, share) and not majorities.meets(31, 61, share)
    with pytest.raises(RulebookError):
        majorities.needed(61, share)
    with pytest.raises(RulebookError):
        majorities.allowed(61, Share(1, 2, ">"))


def test_nonsense_is_refused():
    with pytest.raises(RulebookError):
        majorities.meets(-1, 10, Share(1, 2, ">"))
    with pytest.raises(RulebookError):
        majorities.meets(1, 10, Share(1, 2, "=="))


@pytest.mark.parametrize(
    "rule_id, count, base",
    [
        ("session-quorum", "present", "total"),
        ("decision-majority", "yes", "total"),
        ("session-extraordinary", "proposers", "total"),
        ("presidium-quorum", "present", "members"),
        ("presidium-decision-majority", "yes", "members"),
        ("removal-of-officials-vote", "yes", "total"),
        ("removal-of-officials-proposal", "signers", "total"),
        ("recall-of-deputy-vote", "yes", "voters"),
        ("resignation-of-deputy", "yes", "total"),
        ("officials-elected-threshold", "votes", "total"),
        ("deputy-election-turnout", "participants", "registered"),
        ("deputy-elected-threshold", "votes", "participants"),
    ],
)
def test_formula_and_share_say_the_same(rule_id, count, base):
    rule = book().rule(rule_id, DAY)
    share = rule.share()
    for total in range(1, 70):
        for number in range(total + 1):
            assert rule.holds(**{count: number, base: total}) == majorities.meets(number, total, share)
