"""A vote from the list to the sealed dossier."""

from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.audit.models import AuditEntry
from renda.kernel.ballots import selectors, steps
from renda.kernel.ballots.models import Ballot, CountSheet, RollEntry
from renda.kernel.documents.models import Paper
from renda.kernel.dossiers.filing import dossier_of
from renda.kernel.procedures.execute import MovedMeanwhile, Refused
from tests.kernel.ballots.hall import counting, election, keyed, motion, slips, votes


def test_a_motion_passes_and_is_sealed(hall):
    ballot = motion(hall)
    ahead = selectors.ahead_of(ballot)
    assert (ahead.base, ahead.needed) == (60, 31)
    assert "全体代表60人" in ahead.condition and any("第25条" in article for article in ahead.articles)
    ballot = keyed(hall, counting(hall, ballot), {**slips(58, invalid=1), **votes((50, 4, 3))})
    assert ballot.state == "compared"
    assert not selectors.result_of(ballot).declared
    result = steps.declare(hall.actor("chair"), ballot)
    assert result.passed and result.declared and (result.base, result.needed) == (60, 31)
    assert "赞成50票，反对4票，弃权3票" in result.sentence and "通过" in result.sentence
    paper = Paper.objects.get(object_id=ballot.pk)
    assert "50" in paper.text and "通过" in paper.text
    sealed = steps.seal(hall.actor("office"), result.ballot)
    assert sealed.state == "sealed" and dossier_of(sealed).sealed_at
    with pytest.raises(Refused):
        steps.void(hall.actor("office"), sealed, "写错了")


def test_half_is_not_enough_and_the_present_are_not_the_whole(hall):
    """30 of 60 is no majority, though it is one of the 41 who are there."""
    ballot = keyed(hall, counting(hall, motion(hall), present=41), {**slips(41), **votes((30, 5, 6))})
    result = steps.declare(hall.actor("office"), ballot)
    assert result.passed is False and "没有通过" in result.sentence


def test_no_vote_without_quorum(hall):
    with pytest.raises(Refused) as refused:
        steps.open_ballot(hall.actor("office"), motion(hall), present=39)
    (reason,) = refused.value.reasons
    assert "不到法定人数40人，差1人" in reason.text
    assert any("第14条第4款" in article for article in reason.articles)
    assert Ballot.objects.get().state == "prepared"


def test_more_present_than_entitled_is_refused(hall):
    with pytest.raises(Refused, match="多于应到60人"):
        steps.open_ballot(hall.actor("office"), motion(hall), present=61)


def test_a_seat_that_ended_yesterday_is_not_on_the_roll(hall):
    mandate = hall.mandates["deputy"]
    mandate.until_on = date(2026, 1, 19)
    mandate.save()
    ballot = steps.open_ballot(hall.actor("office"), motion(hall, "named"), present=50)
    assert ballot.roll.entitled == 59
    assert not RollEntry.objects.filter(mandate=mandate).exists()


def test_the_roll_stays_as_it_was_frozen(hall):
    ballot = steps.open_ballot(hall.actor("office"), motion(hall), present=58)
    mandate = hall.mandates["other_deputy"]
    mandate.until_on = date(2026, 1, 19)
    mandate.save()
    outcome = steps.execute(hall.actor("office"), ballot, "close", {"present": None})
    assert "冻结名册时应到60人" in outcome.warnings[0].text and "在任59人" in outcome.warnings[0].text
    result = steps.declare(
        hall.actor("office"), keyed(hall, outcome.matter, {**slips(58), **votes((31, 20, 7))})
    )
    assert (result.base, result.needed, result.passed) == (60, 31, True)


def test_those_who_differ_are_told_field_by_field_and_keyed_again(hall):
    ballot = counting(hall, election(hall))
    good = {**slips(58, invalid=1), **votes((52, 3, 2), (45, 9, 3), (14, 38, 5))}
    wrong = {**good, **votes((52, 2, 3), (45, 9, 3), (14, 38, 5))}
    steps.key_sheet(hall.actor("office"), ballot, good, [{"name": "王建平", "votes": 1}])
    ballot = steps.key_sheet(hall.actor("chair"), ballot, wrong, [{"name": "王建萍", "votes": 1}])
    assert ballot.state == "counting"
    told = {(one.label, one.first, one.second) for one in steps.compare(ballot)}
    assert told == {
        ("方卫东 反对", "3", "2"), ("方卫东 弃权", "2", "3"), ("另选他人 王建平", "1", ""), ("另选他人 王建萍", "", "1"),
    }  # fmt: skip
    with pytest.raises(MovedMeanwhile):
        steps.declare(hall.actor("office"), ballot)
    again = steps.rekey(hall.actor("chair"), ballot, 2)
    assert (
        again.attempt == 2
        and "o1.against" not in again.typed
        and again.typed["o2.for"] == "45"
        and not again.write_ins
    )
    steps.save_sheet(
        hall.actor("chair"),
        again,
        {key: str(n) for key, n in good.items()},
        [{"name": "王建平", "votes": "1"}],
    )
    ballot = steps.finish_sheet(hall.actor("chair"), again)
    assert ballot.state == "compared" and CountSheet.objects.count() == 3
    result = steps.declare(hall.actor("office"), ballot)
    assert [row["name"] for row in result.winners] == ["方卫东", "何丽"]
    assert [option.label for option in selectors.options_of(result)] == ["方卫东", "何丽"]


def test_one_account_keys_twice_only_with_a_name_and_a_reason(hall):
    office, ballot = hall.actor("office"), counting(hall, motion(hall))
    figures = {**slips(58), **votes((50, 4, 4))}
    steps.key_sheet(office, ballot, figures)
    with pytest.raises(Refused, match="另一个人"):
        steps.key_sheet(office, ballot, figures)
    with pytest.raises(Refused, match="不能是您自己"):
        steps.key_sheet(office, ballot, figures, second_name=office.label, second_reason="只有一个人")
    ballot = steps.key_sheet(office, ballot, figures, second_name="刘计票", second_reason="办公室只有一个人")
    assert ballot.state == "compared"
    second = CountSheet.objects.get(place=2)
    assert (second.second_name, second.second_reason) == ("刘计票", "办公室只有一个人")


def test_a_show_of_hands_is_keyed_once(hall):
    ballot = counting(hall, motion(hall, "hands"))
    ballot = steps.key_sheet(hall.actor("office"), ballot, votes((56, 1, 1)))
    assert ballot.state == "compared"
    assert steps.declare(hall.actor("office"), ballot).passed


def test_a_block_vote_carries_everything_on_the_list(hall):
    ballot = motion(hall, "block", "主席团成员名单", options=["李秀兰", "周建国", "郑秀英"])
    ballot = steps.key_sheet(
        hall.actor("office"), counting(hall, ballot), {"all.for": 57, "all.against": 0, "all.abstain": 1}
    )
    result = steps.declare(hall.actor("office"), ballot)
    assert result.passed and len(result.lines) == 1


def test_a_named_vote_records_each_and_says_who_has_the_same_name(hall):
    ballot = counting(hall, motion(hall, "named"), present=60)
    entries = list(ballot.roll.entries.all())
    assert [entry.name for entry in entries].count("欧阳建国（第一选区）") == 2
    chosen = {f"o1.d{entry.position}": "for" for entry in entries}
    chosen |= {"o1.d1": "against", "o1.d2": "abstain"}
    chosen.pop("o1.d3")
    result = steps.declare(hall.actor("office"), keyed(hall, ballot, chosen))
    assert result.lines[0]["votes"] == {"for": 57, "against": 1, "abstain": 1}
    answers = list(RollEntry.objects.order_by("position").values_list("answer", flat=True))
    assert answers[:4] == ["against", "abstain", "", "for"]


def test_an_election_must_be_secret(hall):
    with pytest.raises(Refused, match="无记名"):
        steps.prepare(
            hall.actor("office"), session=hall.session, title="镇长", method="hands", kind="election", options=["甲"],
            case={"post": "township_head"},
        )  # fmt: skip


def test_a_tie_leads_to_another_round_among_the_tied(hall):
    ballot = counting(hall, election(hall))
    ballot = keyed(hall, ballot, {**slips(58), **votes((50, 4, 4), (32, 20, 6), (32, 20, 6))})
    result = steps.declare(hall.actor("office"), ballot)
    assert [row["name"] for row in result.winners] == ["方卫东"]
    assert {row["name"] for row in result.tied} == {"何丽", "沈国平"} and result.next["key"] == "revote"
    second = steps.again(
        hall.actor("office"),
        result.ballot,
        options=selectors.options_of(result, "tied"),
        seats=1,
        case={"round": "revote"},
    )
    assert second.previous_id == ballot.pk and second.round == 2 and second.rule == "officials-tie"
    assert selectors.ahead_of(second).condition == "得票多的当选"
    result = steps.declare(
        hall.actor("office"),
        keyed(hall, counting(hall, second), {**slips(58), **votes((25, 30, 3), (20, 35, 3))}),
    )
    assert [row["name"] for row in result.winners] == ["何丽"]
    with pytest.raises(Refused, match="已经有下一轮"):
        steps.again(hall.actor("office"), ballot)


def test_more_slips_back_than_out_make_the_round_void_by_law(hall):
    ballot = keyed(
        hall, counting(hall, election(hall)), {**slips(57, 58), **votes((50, 4, 4), (40, 10, 8), (10, 40, 8))}
    )
    result = steps.declare(hall.actor("office"), ballot)
    assert not result.valid and result.next["key"] == "repeat" and not result.winners
    voided = steps.void(hall.actor("office"), result.ballot, "收回多于发出")
    assert selectors.result_of(voided) is None
    assert Paper.objects.get(object_id=ballot.pk).state == "void"
    assert steps.again(hall.actor("office"), voided).round == 2


def test_a_candidate_withdraws_after_printing(hall):
    ballot = election(hall)
    steps.strike(hall.actor("office"), ballot, ballot.options.get(position=2), "本人书面提出")
    ballot = keyed(hall, counting(hall, ballot), {**slips(58), **votes((50, 4, 4), (55, 2, 1), (11, 40, 7))})
    result = steps.declare(hall.actor("office"), ballot)
    assert [row["name"] for row in result.winners] == ["方卫东"] and result.vacancies == 1


def test_a_recount_begins_both_sheets_anew(hall, frozen_clock):
    ballot = keyed(hall, counting(hall, motion(hall)), {**slips(58), **votes((31, 20, 7))})
    frozen_clock.forward(minutes=5)
    ballot = steps.recount(hall.actor("office"), ballot, "监票人要求复点")
    frozen_clock.forward(minutes=5)
    assert ballot.state == "counting" and selectors.result_of(ballot) is None
    ballot = keyed(hall, ballot, {**slips(58), **votes((30, 21, 7))})
    assert not steps.declare(hall.actor("office"), ballot).passed
    assert CountSheet.objects.count() == 4


def test_voters_of_a_constituency_are_given_as_a_number(hall):
    ballot = steps.prepare(
        hall.actor("office"), session=None, title="第一选区选举", method="secret_paper", kind="election",
        options=["甲", "乙"], case={"post": "deputy"},
    )  # fmt: skip
    ballot = steps.close_ballot(
        hall.actor("office"), steps.open_ballot(hall.actor("office"), ballot, present=600, entitled=1000)
    )
    ballot = keyed(hall, ballot, {**slips(600, 590), **votes((310, 200, 80), (200, 300, 90))})
    result = steps.declare(hall.actor("office"), ballot)
    assert result.valid and [row["name"] for row in result.winners] == ["甲"]


def test_the_log_tells_the_steps_and_no_number_of_the_count(hall):
    ballot = keyed(
        hall, counting(hall, election(hall)), {**slips(58), **votes((51, 4, 3), (43, 9, 6), (13, 38, 7))}, []
    )
    steps.declare(hall.actor("office"), ballot)
    entries = AuditEntry.objects.filter(verb__startswith="ballot.").order_by("number")
    assert [entry.verb for entry in entries] == [
        "ballot.prepare", "ballot.open", "ballot.close", "ballot.key", "ballot.key", "ballot.agree", "ballot.declare",
    ]  # fmt: skip
    told = "".join(f"{entry.sentence}{entry.data}" for entry in entries)
    assert "51" not in told and "43" not in told


def test_a_choice_of_projects_takes_those_with_most_votes_above_the_line(hall):
    names = ["管网改造", "停车场", "村道"]
    ballot = steps.prepare(
        hall.actor("office"), session=hall.session, title="民生实事项目", method="secret_paper", kind="choice", options=names,
        seats=2, case={"post": "project"},
    )  # fmt: skip
    ballot = keyed(hall, counting(hall, ballot), {**slips(58), "o1.for": 50, "o2.for": 30, "o3.for": 36})
    result = steps.declare(hall.actor("office"), ballot)
    assert [row["name"] for row in result.winners] == ["管网改造", "村道"] and "入选" in result.sentence


def test_a_rating_by_secret_paper(hall):
    ballot = steps.prepare(
        hall.actor("office"), session=hall.session, title="对水利站的测评", method="secret_paper", kind="appraisal",
        options=["水利站"],
    )  # fmt: skip
    figures = {**slips(58), "o1.for": 20, "o1.basically": 12, "o1.against": 20, "o1.abstain": 6}
    result = steps.declare(hall.actor("office"), keyed(hall, counting(hall, ballot), figures))
    assert result.passed and "满意20票，基本满意12票" in result.sentence


def test_a_vote_of_the_presidium_needs_its_number(hall):
    ballot = steps.prepare(
        hall.actor("office"),
        session=None,
        title="关于议程的决定",
        method="hands",
        law_kind="presidium_decision",
    )
    with pytest.raises(Refused, match="有权投票的人数"):
        steps.open_ballot(hall.actor("office"), ballot, present=7)
    ballot = steps.close_ballot(
        hall.actor("office"), steps.open_ballot(hall.actor("office"), ballot, present=7, entitled=9)
    )
    result = steps.declare(
        hall.actor("office"), steps.key_sheet(hall.actor("office"), ballot, votes((5, 2, 0)))
    )
    assert result.passed and (result.base, result.needed) == (9, 5)


def test_a_session_over_new_year_asks_the_rule_of_the_day_of_the_vote(hall):
    ballot = motion(hall, "hands", on=date(2025, 12, 31))
    assert ballot.held_on == date(2025, 12, 31)
    assert selectors.ahead_of(ballot).needed == 31


def test_voters_are_the_whole_where_voters_elect(hall):
    """The majority of a deputy's election is taken of those who took part, not of the slips that came back."""
    ballot = steps.prepare(
        hall.actor("office"), session=None, title="第三选区选举镇人大代表", method="secret_paper", kind="election",
        options=["甲", "乙"], case={"post": "deputy", "round": "first"},
    )  # fmt: skip
    assert selectors.ahead_of(ballot).base is None, "nobody knows yet how many voters come"
    ballot = steps.open_ballot(hall.actor("office"), ballot, present=800, entitled=1200)
    ahead = selectors.ahead_of(ballot)
    assert (ahead.base, ahead.needed) == (800, 401) and "1200" not in ahead.condition
