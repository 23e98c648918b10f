"""A whole election of deputies, and every trap of the law on its way."""

from __future__ import annotations

from datetime import date

import pytest

from renda.foundation import clock
from renda.kernel.ballots import steps as ballots
from renda.kernel.deadlines import service
from renda.kernel.dossiers.filing import dossier_of
from renda.kernel.people.models import Constituency, Mandate, Person
from renda.kernel.procedures.execute import Refused
from renda.modules.deputy_elections import listing, selectors
from renda.modules.deputy_elections.models import Elected
from tests.modules.deputy_elections.story import POLLING, Round, refused


def test_the_calendar_becomes_deadlines(round_):
    found = {deadline.key: deadline for deadline in service.open_of(round_.election)}
    assert found["voter_list"].due_on == date(2026, 11, 30) and not found["voter_list"].internal
    assert found["training"].internal
    assert "选举法第28条" in found["voter_list"].explanation["wording"]


def test_a_day_too_near_is_told_with_the_article(town_set):
    with clock.set_to(date(2026, 12, 10)):
        made = Round(town_set)
    told = "".join(warning.text for warning in made.outcome.warnings)
    assert "公布选民名单" in told and any("第28条" in a for w in made.outcome.warnings for a in w.articles)


def test_more_deputies_than_the_formula_are_told(town_set):
    made = Round(town_set, quota=66)
    assert any("65名" in warning.text for warning in made.outcome.warnings)


def test_bad_openings(town_set, round_):
    refused(lambda: Round(town_set, quota=0), "大于零")
    refused(lambda: Round(town_set, polling_on=date(2026, 8, 1)), "已经过去")
    refused(lambda: Round(town_set), "已经登记过")


def test_constituencies_of_four_are_refused(round_, town_set):
    reasons = refused(lambda: round_.divide((town_set.constituency, 3000, 4)), "不在1至3名")
    assert any("第25条" in article for reason in reasons for article in reason.articles)


def test_the_sum_must_be_the_quota_before_it_is_published(round_, town_set):
    made = round_.divide((town_set.constituency, 3000, 1))
    assert any("对不上" in warning.text for warning in made.warnings)
    refused(lambda: round_.take("start"), "对不上")
    round_.divide((town_set.constituency, 3000, 2))
    assert round_.take("start").matter.state == "underway"


def test_uneven_constituencies_are_told_and_people_decide(round_, town_set):
    other = Constituency.objects.create(number=2, name="第二选区", seats=1)
    made = round_.divide((town_set.constituency, 3000, 1), (other, 1000, 1))
    assert any("第二选区" in warning.text for warning in made.warnings)
    assert round_.take("start").matter.state == "underway"


def test_nothing_before_the_constituencies(round_):
    refused(lambda: round_.take("start"), "还没有划分选区")
    refused(lambda: round_.take("divide", rows=[]), "还没有一个选区")


def test_the_whole_way_to_a_mandate(round_):
    round_.until_formal()
    round_.vote(400, 350, 100)
    assert round_.contest.state == "decided"
    assert [one.name for one in selectors.elected_of(round_.contest)] == ["甲一", "乙二"]
    with clock.set_to(date(2026, 12, 28)):
        round_.run(
            "confirm_credentials", valid=list(round_.contest.elected.all()), reviewed_on=date(2026, 12, 28)
        )
        one = Elected.objects.get(name="甲一")
        assert one.certificate and not Mandate.objects.filter(person__name="甲一").exists()
        round_.run("seat", elected=str(one.pk), person="new", from_on=date(2026, 12, 28))
        assert Mandate.objects.get(person__name="甲一").constituency == round_.contest.constituency
        refused(
            lambda: round_.run("seat", elected=str(one.pk), person="new", from_on=date(2026, 12, 28)),
            "已经登记过",
        )
        round_.run("seal")
        report = round_.take("conclude")
        assert "甲一，400票" in report.papers[0].text
        round_.take("seal")
    assert not service.open_of(round_.election).exists()
    assert dossier_of(round_.contest).sealed_at and dossier_of(round_.election).sealed_at
    roles = list(dossier_of(round_.contest).items.values_list("role", flat=True))
    assert roles == ["roll", "preliminary", "formal", "certificate", "certificate"]


def test_a_seat_for_somebody_known_is_confirmed_by_name(round_, town_set):
    round_.until_formal()
    round_.vote(400, 350, 100)
    known, other = Person.objects.create(name="甲一"), town_set.people["deputy"]
    with clock.set_to(date(2026, 12, 28)):
        round_.run(
            "confirm_credentials", valid=list(round_.contest.elected.all()), reviewed_on=date(2026, 12, 28)
        )
        one = Elected.objects.get(name="甲一")
        refused(
            lambda: round_.run("seat", elected=str(one.pk), person=str(other.pk), from_on=date(2026, 12, 28)),
            "选的不是“甲一”",
        )
        round_.run("seat", elected=str(one.pk), person=str(known.pk), from_on=date(2026, 12, 28))
    assert Mandate.objects.get(person=known) and Person.objects.filter(name="甲一").count() == 1


def test_a_list_published_late_needs_a_reason_and_names_the_article(round_):
    round_.divide()
    round_.take("start")
    late = date(2026, 12, 2)
    with clock.set_to(late):
        given = {"voters": 1000, "done_on": late, "posted_at": "公开栏"}
        reasons = refused(lambda: round_.run("publish_roll", **given), "最迟", "选举日往后改")
        assert any("第28条" in article for reason in reasons for article in reason.articles)
        made = round_.run("publish_roll", **given, late_reason="雪灾交通中断，县选举委员会同意。")
    assert made.warnings and round_.contest.late_reason


def test_objections_have_their_days(round_):
    round_.until_listed()
    with clock.set_to(date(2026, 12, 2)):
        made = round_.run("object", ground="left_out", words="漏登一人", received_on=date(2026, 12, 2))
        one = round_.contest.objections.get()
        assert one.answer_by == date(2026, 12, 7)  # the third day is a Saturday
        assert made.result["answer_by"] == one.answer_by
        assert service.open_of(round_.contest, "objection-1").exists()
        round_.run(
            "answer", objection=str(one.pk), upheld=True, decision="补登", decided_on=date(2026, 12, 2)
        )
        refused(
            lambda: round_.run(
                "answer", objection=str(one.pk), decision="补登", decided_on=date(2026, 12, 2)
            ),
            "不需要",
        )
        round_.run("correct_roll", voters=1001, reason="补登1人")
    assert not service.open_of(round_.contest, "objection-1").exists()
    with clock.set_to(date(2026, 12, 10)):
        late = round_.run("object", ground="wrong", words="错登", received_on=date(2026, 12, 10))
        assert any("晚了" in warning.text for warning in late.warnings)


def test_an_open_objection_stops_the_count(round_):
    round_.until_formal()
    with clock.set_to(date(2026, 12, 13)):
        round_.run("object", ground="wrong", words="错登", received_on=date(2026, 12, 13))
    with clock.set_to(POLLING):
        refused(lambda: round_.run("close_poll", participants=600), "申诉没有处理")


def test_nine_voters_are_not_enough(round_):
    round_.until_listed()
    reasons = refused(lambda: round_.nominate("甲一", signers=9), "还差1人")
    assert any("第30条" in article for reason in reasons for article in reason.articles)
    refused(lambda: round_.nominate("甲一", signers=None), "要填联名选民数")
    refused(lambda: round_.nominate("甲一", most_by_one=3), "不得多于应选名额")
    for name in ("甲一", "乙二"):
        round_.nominate(name, nominated_by="party", nominator="镇工会")
    refused(lambda: round_.nominate("丙三", nominated_by="party", nominator="镇工会"), "不得多于应选名额")


def test_two_people_of_one_name(round_):
    round_.until_listed()
    round_.nominate("甲一", post="教师")
    made = round_.nominate("甲一", post="会计")
    assert any("已经登记过" in warning.text for warning in made.warnings)
    with clock.set_to(date(2026, 12, 4)):
        round_.nominate("乙二")
        round_.run("publish_preliminary", done_on=date(2026, 12, 4))
    with clock.set_to(date(2026, 12, 12)):
        rows = list(selectors.standing(round_.contest))
        round_.run(
            "publish_formal",
            candidates=rows,
            settled_by="协商",
            poll_place="村委会",
            done_on=date(2026, 12, 12),
        )
    round_.vote(400, 350, 100)
    assert [one.name for one in selectors.elected_of(round_.contest)] == ["甲一", "甲一"]
    assert {one.candidate.post for one in selectors.elected_of(round_.contest)} == {"教师", "会计"}


def test_too_few_and_too_many_candidates(round_):
    round_.until_listed()
    with clock.set_to(date(2026, 12, 4)):
        round_.nominate("甲一")
        refused(lambda: round_.run("publish_preliminary", done_on=date(2026, 12, 4)), "即3至4名")
        for name in ("乙二", "丙三", "丁四", "戊五"):
            round_.nominate(name)
        round_.run("publish_preliminary", done_on=date(2026, 12, 4))
    with clock.set_to(date(2026, 12, 12)):
        rows = sorted(selectors.standing(round_.contest), key=lambda one: str(one.pk))
        given = {"settled_by": "协商", "poll_place": "村委会", "done_on": date(2026, 12, 12)}
        refused(lambda: round_.run("publish_formal", candidates=rows, **given), "不符合规定")
        refused(lambda: round_.run("primary", votes={}), "没有填")
        round_.run(
            "primary", votes={str(one.pk): number for one, number in zip(rows, (9, 5, 7, 8, 1), strict=True)}
        )
        refused(lambda: round_.run("publish_formal", candidates=rows[1:], **given), "预选得票的顺序不一致")
        round_.run("publish_formal", candidates=rows[:4], **given)
    assert [one.name for one in selectors.on_ballot(round_.contest)] == ["乙二", "丁四", "丙三", "甲一"]


def test_nobody_counts_before_polling_day_or_more_voters_than_there_are(round_):
    round_.until_formal()
    with clock.set_to(date(2026, 12, 19)):
        refused(lambda: round_.run("close_poll", participants=600), "还没有到投票的日子")
    with clock.set_to(POLLING):
        refused(lambda: round_.run("close_poll", participants=1001), "多于全体选民1000人")
        refused(lambda: round_.run("close_poll", participants=600, proxies=601), "委托投票")


def test_a_tie_is_voted_again_among_the_tied(round_):
    round_.until_formal()
    round_.vote(400, 310, 310)
    assert selectors.next_key(round_.contest) == "revote" and selectors.vacancies(round_.contest) == 1
    first, second, third = round_.contest.candidates.order_by("pk")
    again = {"voting_on": date(2026, 12, 21), "poll_place": "村委会"}
    refused(lambda: round_.run("vote_again", candidates=[first, second], **again), "只在票数相等的人中间")
    round_.run("vote_again", candidates=[second, third], **again)
    round_.vote(320, 280, on=date(2026, 12, 21))
    assert [one.name for one in selectors.elected_of(round_.contest)] == ["甲一", "乙二"]
    assert selectors.vacancies(round_.contest) == 0


def test_a_further_election_takes_two_and_a_third(round_):
    round_.until_formal()
    round_.vote(400, 250, 200)
    assert selectors.next_key(round_.contest) == "further"
    first, second, third = round_.contest.candidates.order_by("pk")
    again = {"voting_on": date(2026, 12, 27), "poll_place": "村委会"}
    refused(lambda: round_.run("vote_again", candidates=[second], **again), "不符合规定")
    refused(lambda: round_.run("vote_again", candidates=[first, second], **again), "甲一已经当选")
    round_.run("vote_again", candidates=[second, third], **again)
    round_.vote(201, 190, on=date(2026, 12, 27))
    one = round_.contest.elected.get(name="乙二")
    assert (one.round, one.votes) == ("further", 201)


def test_too_few_voters_make_it_invalid_and_it_is_held_again(round_):
    round_.until_formal()
    with clock.set_to(POLLING):
        made = round_.run("close_poll", participants=500)
        assert any("第45条第1款" in article for warning in made.warnings for article in warning.articles)
        round_.count(400, 350, 100, participants=500)
    assert (
        not selectors.elected_of(round_.contest).exists() and selectors.next_key(round_.contest) == "repeat"
    )
    rows = list(round_.contest.candidates.order_by("pk"))
    round_.run("vote_again", candidates=rows, voting_on=date(2026, 12, 27), poll_place="村委会")
    round_.vote(400, 350, 100, on=date(2026, 12, 27))
    assert selectors.elected_of(round_.contest).count() == 2


def test_somebody_written_in_ties_and_goes_into_the_next_vote(round_):
    round_.until_formal()
    round_.vote(400, 310, 100, write_ins=[("丁四", 310)])
    assert selectors.next_key(round_.contest) == "revote"
    assert round_.contest.candidates.get(name="丁四").post == "选民另选"


def test_a_candidate_who_gives_up_after_printing(round_):
    round_.until_formal()
    second = round_.contest.candidates.get(name="乙二")
    made = round_.run("withdraw", candidate=str(second.pk), note="本人书面退出")
    assert any("不符合规定" in warning.text for warning in made.warnings)
    round_.vote(400, 350, 100)
    assert [one.name for one in selectors.elected_of(round_.contest)] == ["甲一"]


def test_a_voided_count_waits_for_a_new_one(round_):
    round_.until_formal()
    with clock.set_to(POLLING):
        round_.run("close_poll", participants=600)
        ballots.void(round_.office, selectors.ballot_now(round_.contest), "选票装错箱")
        round_.contest = type(round_.contest).objects.get(pk=round_.contest.pk)
        assert round_.contest.state == "formal" and round_.contest.participants is None
    round_.vote(400, 350, 100)
    assert round_.contest.state == "decided"


def test_seats_left_need_a_word_and_void_ones_a_reason(round_):
    round_.until_formal()
    round_.vote(400, 250, 200)
    with clock.set_to(date(2026, 12, 28)):
        day = {"reviewed_on": date(2026, 12, 28)}
        won = list(round_.contest.elected.all())
        refused(lambda: round_.run("confirm_credentials", valid=won, **day), "还缺1名")
        refused(
            lambda: round_.run("confirm_credentials", valid=[], vacancy_reason="补选", **day),
            "没有列为资格有效",
        )
        round_.run("confirm_credentials", valid=won, vacancy_reason="留待补选", **day)


def test_a_by_election_may_have_as_many_candidates_as_seats(town_set):
    made = Round(town_set, way="by-election", quota=1, population=None)
    made.divide((town_set.constituency, 3000, 1))
    made.take("start")
    with clock.set_to(date(2026, 12, 5)):
        made.run("publish_roll", voters=1000, done_on=date(2026, 12, 5), posted_at="公开栏")
        made.nominate("甲一")
        made.run("publish_preliminary", done_on=date(2026, 12, 5))
        rows = list(selectors.standing(made.contest))
        made.run(
            "publish_formal",
            candidates=rows,
            settled_by="协商",
            poll_place="村委会",
            done_on=date(2026, 12, 5),
        )
    made.vote(400)
    assert selectors.elected_of(made.contest).get().round == "by-election"


def test_cancelled_before_anybody_voted(round_):
    round_.divide()
    round_.take("cancel", reason="县里统一推迟到明年")
    assert not service.open_of(round_.election).exists()


def test_no_row_ties_a_voter_to_anything(round_):
    """The office keeps numbers; nothing in these tables names a voter."""
    from django.apps import apps

    columns = {
        f.name for model in apps.get_app_config("deputy_elections").get_models() for f in model._meta.fields
    }
    assert not columns & {"voter", "applicant", "phone", "id_number"}


def test_a_character_nobody_knows_is_put_in_its_place_by_hand(town_set):
    """The list and the ballot have the order people wrote; without it nothing is published."""
    made = Round(town_set)
    made.until_listed()
    with clock.set_to(date(2026, 12, 4)):
        for name in ("陈大河", "\U00031340三", "丁一"):
            made.nominate(name)
        with pytest.raises(Refused, match="系统不知道笔画"):
            made.run("publish_preliminary", done_on=date(2026, 12, 4))
        assert listing.first_lines(list(selectors.standing(made.contest))).split() == ["丁一", "陈大河", "\U00031340三"]
        with pytest.raises(Refused, match="系统不知道笔画"):
            made.run("publish_preliminary", done_on=date(2026, 12, 4), order="丁一\n陈大河")
        made.run("publish_preliminary", done_on=date(2026, 12, 4), order="丁一\n\U00031340三\n陈大河")
    names = ["丁一", "\U00031340三", "陈大河"]
    assert [one.name for one in selectors.standing(made.contest)] == names
    with clock.set_to(date(2026, 12, 12)):
        made.run("publish_formal", candidates=list(selectors.standing(made.contest)), settled_by="讨论协商", poll_place="村委会", done_on=date(2026, 12, 12))
    with clock.set_to(POLLING):
        made.run("close_poll", participants=600)
    assert [option.label for option in selectors.ballot_now(made.contest).options.order_by("position")] == names
