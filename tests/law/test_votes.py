"""Motions: the line of every kind, the quorum, ballots, figures that can't be."""

from datetime import date

import pytest

from renda.law import votes
from renda.law.sheets import Sheet
from renda.law.statements import CountFault
from renda.law.votes import VoteCase

DAY = date(2026, 12, 20)


def case(kind="resolution", total=61, yes=31, **more):
    return VoteCase(kind, "关于某事项的决议", total, yes, on=DAY, **more)


@pytest.mark.parametrize(
    "kind", ["resolution", "decision", "report", "budget", "agenda", "election_method", "bill", "removal",
             "resignation_official", "resignation_deputy", "presidium_election"],
)  # fmt: skip
def test_more_than_half_of_all_deputies(kind):
    assert votes.decide(case(kind, 61, 31)).passed
    assert not votes.decide(case(kind, 61, 30)).passed
    assert not votes.decide(case(kind, 60, 30)).passed
    assert votes.decide(case(kind, 60, 30)).needed == 31


def test_the_base_is_never_those_present():
    result = votes.decide(case(yes=30, present=45))
    assert (result.passed, result.base, result.needed) == (False, 61, 31)


def test_recall_takes_all_voters_of_the_constituency():
    assert not votes.decide(case("recall_deputy", 1000, 500)).passed
    assert votes.decide(case("recall_deputy", 1000, 501)).passed


def test_presidium_and_questioning():
    assert votes.decide(case("presidium_decision", 9, 5)).passed
    assert not votes.decide(case("presidium_decision", 8, 4)).passed
    assert votes.decide(case("questioning_dissatisfied", 10, 5)).passed
    assert not votes.decide(case("questioning_dissatisfied", 11, 5)).passed


def test_satisfaction_counts_basically_satisfied():
    sheet = Sheet(56, 55, 54, 1)
    result = votes.decide(case("satisfaction", 61, 20, basically=8, against=20, abstain=6, sheet=sheet))
    assert (result.passed, result.count, result.base) == (True, 28, 54)
    worse = votes.decide(case("satisfaction", 61, 20, basically=7, against=21, abstain=6, sheet=sheet))
    assert not worse.passed and "不满意" in worse.outcome_zh


def test_without_quorum_nothing_passes():
    result = votes.decide(case(yes=40, present=40))
    assert not result.valid and not result.passed
    told = result.warnings[0]
    assert told.rule_id == "session-quorum" and "第14条第4款" in told.articles[0]
    assert told.figures == {"应到": 61, "实到": 40, "需要": 41}
    assert votes.decide(case(yes=40, present=41)).passed


def test_more_ballots_back_than_out_is_no_vote():
    result = votes.decide(case("removal", yes=40, against=11, sheet=Sheet(50, 51, 51, 0)))
    assert not result.valid and not result.passed and "无效" in result.sentence_zh


def test_removal_by_hands_is_pointed_out():
    result = votes.decide(case("removal", method="hands"))
    assert result.passed and [one.rule_id for one in result.warnings] == ["removal-of-officials-vote"]
    assert not votes.decide(case("removal", method="secret_paper")).warnings


def test_the_sentence_the_chair_reads():
    result = votes.decide(case(yes=50, against=3, abstain=2, present=55))
    assert result.sentence_zh == "应到61人，实到55人。赞成50票，反对3票，弃权2票。关于某事项的决议：通过。"
    assert "接受辞职" in votes.decide(case("resignation_official")).sentence_zh
    assert "不接受" in votes.decide(case("resignation_official", yes=3)).sentence_zh


def test_budget_names_the_budget_law():
    assert any("预算法" in article for article in votes.decide(case("budget")).articles)


def test_a_place_that_takes_the_nominal_number():
    settings = {"deputies-total-base": {"default_base": "nominal_quota"}}
    with pytest.raises(ValueError):
        votes.decide(case(total=60, yes=31, settings=settings))


def test_nominal_number_as_the_base():
    from renda.law.statements import Asked

    assert votes.congress_base(60, 65, Asked(DAY)) == 60


@pytest.mark.parametrize(
    "bad, words",
    [
        (case(yes=-1), "赞成是-1"),
        (case(yes=50, against=20), "合计70人，多于应到61人"),
        (case(yes=50, present=45), "多于实到45人"),
        (case(present=62), "实到62人不对"),
        (case(total=0, yes=0), "应到人数是0"),
        (case(kind="nothing"), "没有“nothing”这种表决"),
        (case(method="shouting"), "没有“shouting”这种表决方式"),
        (case(yes=50, sheet=Sheet(61, 60, 60, 0)), "和有效票60张对不上"),
        (case(yes=60, sheet=Sheet(62, 60, 60, 0)), "多于可以投票的61人"),
        (case(yes=60, sheet=Sheet(60, 60, 59, 0)), "请重新清点"),
    ],
)
def test_figures_that_cannot_be(bad, words):
    with pytest.raises(CountFault) as caught:
        votes.decide(bad)
    assert any(words in fault for fault in caught.value.faults), caught.value.faults


def test_every_kind_can_be_decided():
    for key in votes.kinds(DAY):
        result = votes.decide(case(key, 60, 59))
        assert result.passed and result.articles, key
