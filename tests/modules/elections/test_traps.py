"""Every legal trap set in the way of an election is caught with its article."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.ballots import steps as voting
from renda.kernel.people.changes import end_mandate
from renda.kernel.people.models import Appointment
from renda.kernel.procedures.execute import Refused, execute, open_matter
from renda.modules.elections import selectors
from renda.modules.elections.models import NominationSignature
from tests.harness.town import make_person
from tests.kernel.ballots.hall import keyed, slips, votes
from tests.modules.elections.story import OPENING, SECOND_DAY, Story


def articles(refused: Refused) -> str:
    return "；".join(article for one in refused.reasons for article in one.articles)


def deputy(story: Story, number: int) -> Actor:
    """The actor of one of the many deputies of the hall, who has no account."""
    mandate = story.mandates(number + 1)[number]
    return Actor("account", mandate.person.name, story.made.town.pk, roles=frozenset(["deputy"]), mandate_ids=frozenset([mandate.pk]))


def test_nine_signers_are_not_enough_ten_are(story):
    story.opened()
    nomination = story.nominate(make_person("丁一"), "deputies", story.mandates(9))
    refused = story.refused("hand_in", {"nomination": nomination})
    assert "现有有效签名9名，需要10名，还差1名" in str(refused) and "第26条" in articles(refused)
    execute(deputy(story, 9), story.election, "sign", {"nomination": nomination})
    story.act("hand_in", {"nomination": nomination})


def test_a_signer_whose_seat_ended_yesterday_does_not_count(story, frozen_clock):
    story.opened()
    signers = story.mandates(10)
    nomination = story.nominate(make_person("丁一"), "deputies", signers)
    end_mandate(signers[0], date(2026, 1, 19), "迁出", story.office)
    refused = story.refused("hand_in", {"nomination": nomination})
    assert "现有有效签名9名" in str(refused)


def test_nobody_signs_for_more_than_there_are_places(hall):
    story = Story(hall, seats=1).opened()
    first = story.nominate(make_person("丁一"), "deputies", story.mandates(10))
    second = story.nominate(make_person("丁二"), "deputies", story.mandates(10, 10))
    with pytest.raises(Refused) as refused:
        execute(deputy(story, 0), story.election, "sign", {"nomination": second})
    assert refused.value.reasons[0].rule == "officials-nomination-cap" and "第26条" in articles(refused.value)
    execute(deputy(story, 0), story.election, "unsign", {"nomination": first})
    execute(deputy(story, 0), story.election, "sign", {"nomination": second})
    assert NominationSignature.objects.filter(nomination=first, taken_back_on__isnull=False).count() == 1


def test_the_presidium_proposes_no_more_than_there_are_places(hall):
    story = Story(hall, seats=1).opened()
    story.nominate(make_person("丁一"))
    data = {"person": make_person("丁二"), "proposed_by": "presidium", "signers": []}
    assert "主席团提名2名，超过应选名额" in str(story.refused("nominate", data))


def test_the_chair_must_be_a_deputy_in_office(hall):
    story = Story(hall, "congress_chair", 1).opened()
    refused = story.refused("nominate", {"person": make_person("丁一"), "proposed_by": "presidium"})
    assert "不是在任的本级人大代表" in str(refused) and "第18条" in articles(refused)
    story.nominate(hall.people["deputy"])


def test_the_chair_holds_no_administrative_post(hall):
    person = hall.people["deputy"]
    Appointment.objects.create(person=person, unit=hall.units["government"], post="副镇长", role="leader", from_on=date(2022, 1, 1))
    story = Story(hall, "congress_vice_chair", 1)
    story.adopted()
    story.opened()
    outcome = story.act("nominate", {"person": person, "proposed_by": "presidium"})
    assert any("不能兼任" in one.text and "第18条" in "".join(one.articles) for one in outcome.warnings)


def test_the_person_must_agree(story):
    story.opened()
    nomination = story.nominate(make_person("丁一"))
    story.act("consent", {"nomination": nomination, "consented": "no", "consented_on": OPENING})
    nomination.refresh_from_db()
    assert "本人不同意" in str(story.refused("accept", {"nomination": nomination}))
    story.act("refuse", {"nomination": nomination, "reason": "本人不同意。"})


def test_after_the_deadline_nothing_is_taken(story, frozen_clock):
    story.method()
    story.opened()
    frozen_clock.to(datetime(2026, 1, 20, 17, 1, tzinfo=clock.ZONE))
    refused = story.refused("nominate", {"person": make_person("丁一"), "proposed_by": "presidium"})
    assert "2026年1月20日17时已经截止" in str(refused)


def test_a_vice_post_without_a_margin_is_refused(story):
    story.nominated(("方卫东", "何丽"))
    refused = story.refused("settle", {"candidates": list(story.election.candidates.all()), "told_apart": {}})
    assert "不符合规定" in str(refused) and "第27条" in articles(refused)


def test_a_method_may_not_loosen_the_margin(story):
    with pytest.raises(Refused) as refused:
        story.method(margins={"deputy_township_head": 4})
    assert "法律要求多1至3名" in str(refused.value) and "第27条" in articles(refused.value)


def test_two_of_one_name_are_told_apart(story):
    story.nominated(("王强", "王强", "何丽"))
    both = list(story.election.candidates.filter(person__name="王强"))
    everybody = list(story.election.candidates.all())
    assert "都叫“王强”" in str(story.refused("settle", {"candidates": everybody, "told_apart": {}}))
    same = {str(one.pk): "上河村" for one in both}
    assert "分不清" in str(story.refused("settle", {"candidates": everybody, "told_apart": same}))
    words = {str(both[0].pk): "上河村", str(both[1].pk): "下河村"}
    story.act("settle", {"candidates": everybody, "told_apart": words})
    assert {one.name for one in story.election.candidates.all()} == {"王强（上河村）", "王强（下河村）", "何丽"}


def test_withdrawing_before_printing_takes_the_name_off(story):
    story.listed(("方卫东", "何丽", "沈国平", "丁一"))
    gone = story.election.candidates.get(person__name="丁一")
    story.act("withdraw", {"candidate": gone, "reason": "身体原因", "asked_on": OPENING})
    story.act("print", {"printed_on": OPENING, "printed": 63})
    assert [one.name for one in selectors.on_the_ballot(story.election)] == ["方卫东", "何丽", "沈国平"]


def test_withdrawing_after_printing_follows_the_method(story):
    """The name stays on the paper; votes for it elect nobody."""
    story.adopted()
    story.printed()
    gone = story.election.candidates.get(person__name="沈国平")
    outcome = story.act("withdraw", {"candidate": gone, "reason": "身体原因", "asked_on": OPENING})
    assert any("选票已经印好" in one.text for one in outcome.warnings)
    assert any("第27条" in "".join(one.articles) for one in outcome.warnings)
    assert story.election.state == "printed"
    story.act("vote", {"held_on": SECOND_DAY})
    assert [option.label for option in story.ballot().options.all()] == ["方卫东", "何丽", "沈国平"]
    story.count((34, 20, 4), (20, 34, 4), (40, 14, 4))
    assert [str(one) for one in story.election.elected.all()] == ["方卫东"]
    assert story.election.state == "short"


def test_withdrawing_after_printing_may_mean_printing_anew(story):
    story.adopted(after_printing="reprint", margins={"deputy_township_head": 1})
    story.printed()
    gone = story.election.candidates.get(person__name="沈国平")
    story.act("withdraw", {"candidate": gone, "reason": "身体原因", "asked_on": OPENING})
    assert story.election.state == "listed"
    refused = story.refused("print", {"printed_on": OPENING, "printed": 63})
    assert "第27条" in articles(refused)


def test_withdrawing_after_printing_may_be_refused(story):
    story.adopted(after_printing="not_allowed")
    story.printed()
    gone = story.election.candidates.get(person__name="沈国平")
    assert "不再接受退出" in str(story.refused("withdraw", {"candidate": gone, "reason": "身体原因", "asked_on": OPENING}))


def test_equal_votes_are_voted_on_again_among_the_tied(story):
    story.voting().count((50, 5, 3), (33, 20, 5), (33, 20, 5))
    assert story.election.state == "tied" and [str(one) for one in story.election.elected.all()] == ["方卫东"]
    told = selectors.latest_round(story.election).outcome
    assert any("第29条" in article for article in told["articles"])
    story.act("vote_again", {"held_on": SECOND_DAY})
    assert [option.label for option in story.ballot().options.all()] == ["何丽", "沈国平"] and story.ballot().seats == 1
    story.count((28, 28, 2), (28, 28, 2))
    assert story.election.state == "tied"
    story.act("vote_again", {"held_on": SECOND_DAY})
    story.count((30, 26, 2), (28, 28, 2))
    assert story.election.state == "decided"
    assert sorted(str(one) for one in story.election.elected.all()) == ["何丽", "方卫东"]


def test_too_few_elected_and_a_further_election(story):
    story.voting().count((50, 5, 3), (30, 20, 8), (29, 20, 9))
    assert story.election.state == "short" and story.election.open_seats == 1
    story.act("further_by_order", {"decision": "大会决定在本次会议上另行选举。"})
    left = list(selectors.standing_candidates(story.election))
    assert [one.name for one in left] == ["何丽", "沈国平"]
    story.act("settle", {"candidates": left, "told_apart": {}})
    story.act("print", {"printed_on": SECOND_DAY, "printed": 63})
    story.act("vote", {"held_on": SECOND_DAY})
    assert story.election.rounds.last().kind == "further" and story.ballot().seats == 1
    story.count((35, 15, 8), (20, 30, 8))
    assert story.election.state == "decided" and story.election.elected.count() == 2


def test_more_returned_than_issued_is_no_election(story):
    story.voting().count((50, 5, 4), (45, 10, 4), (14, 40, 5), issued=58, returned=59)
    assert story.election.state == "printed" and not story.election.elected.exists()
    story.act("vote", {"held_on": SECOND_DAY})
    story.count((50, 5, 3), (45, 10, 3), (14, 40, 4))
    assert story.election.state == "decided"


def test_more_votes_than_valid_slips_times_places(story):
    story.voting()
    ballot = voting.close_ballot(story.office, voting.open_ballot(story.office, story.ballot(), present=58))
    with pytest.raises(Refused, match="多于有效票58张乘应选2名"):
        keyed(story.made, ballot, {**slips(58), **votes((50, 5, 3), (45, 10, 3), (44, 10, 4))})
    story.election.refresh_from_db()
    assert story.election.state == "voting"


def test_somebody_written_in_is_elected(story):
    story.voting()
    story.count((50, 5, 3), (20, 33, 5), (10, 45, 3), write_ins=({"name": "丁一", "votes": "32"},))
    assert story.election.state == "decided"
    written = story.election.elected.get(was_candidate=False)
    assert (written.person.name, written.votes) == ("丁一", 32)


def test_a_session_that_crosses_midnight(story, frozen_clock):
    """The vote belongs to the day it began; the roll of that day holds, though a seat ends at midnight."""
    story.voting()
    frozen_clock.to(datetime(2026, 1, 21, 23, 50, tzinfo=clock.ZONE))
    ballot = voting.open_ballot(story.office, story.ballot(), present=58)
    ending = story.mandates(1)[0]
    end_mandate(ending, date(2026, 1, 21), "迁出", story.office)
    frozen_clock.to(datetime(2026, 1, 22, 0, 20, tzinfo=clock.ZONE))
    ballot = voting.close_ballot(story.office, ballot)
    ballot = keyed(story.made, ballot, {**slips(58), **votes((50, 5, 3), (45, 10, 3), (14, 40, 4))})
    voting.declare(story.made.actor("chair"), ballot)
    story.election.refresh_from_db()
    latest = selectors.latest_round(story.election)
    assert story.election.state == "decided" and latest.outcome["base"] == 60 and latest.held_on == SECOND_DAY


def test_a_vote_on_a_day_without_session(story):
    story.adopted()
    story.printed()
    assert "不在会期里" in str(story.refused("vote", {"held_on": date(2026, 1, 22)}))


def test_the_vote_is_voided_and_prepared_anew(story):
    story.voting()
    ballot = story.ballot()
    story.act("call_off", {"reason": "投票箱没有当场检查。"})
    ballot.refresh_from_db()
    assert story.election.state == "printed" and ballot.state == "void"


def test_the_same_post_is_not_filled_twice(story):
    story.opened()
    with pytest.raises(Refused, match="已经在选这个职务"):
        open_matter(story.office, "election", "open", story.opening)


def test_one_chair_and_two_vice_chairs_at_most(story):
    for post, seats in (("congress_chair", 2), ("congress_vice_chair", 3)):
        with pytest.raises(Refused) as refused:
            open_matter(story.office, "election", "open", {**story.opening, "post": post, "seats": seats})
        assert "第18条" in articles(refused.value)


def test_too_few_slips_for_everybody(story):
    story.listed()
    assert "不够每人一张" in str(story.refused("print", {"printed_on": OPENING, "printed": 59}))


def test_a_post_begins_not_before_the_election(story):
    story.voting().count((50, 5, 3), (45, 10, 3), (14, 40, 4))
    story.act("announce", {"announced_on": SECOND_DAY})
    first = story.election.elected.first()
    assert "不能早于当选" in str(story.refused("take_office", {"elected": first, "from_on": OPENING}))
