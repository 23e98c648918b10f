"""Who may cast, and how often: VOTE-01, VOTE-02, VOTE-07, VOTE-08; a phone with a wrong clock plays no part, for no moment is asked."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from renda.kernel.secret_votes import casting, codes, documents, selectors, steps
from renda.kernel.secret_votes.casting import Answer
from renda.kernel.secret_votes.models import KeptBallot, SealedBallot, SealPart, Slip
from renda.kernel.secret_votes.sealing import WrongSeal, monitor_key, unseal, unshut
from renda.kernel.units.scope import acting_in
from tests.harness.town import make_town
from tests.kernel.secret_votes.room import room_of

RANDOM = 50_000
AT_ONCE = 50


def test_VOTE_01_of_a_hundred_thousand_random_codes_none_is_accepted(room):
    room.opened()
    secrets, typed = (
        set(Slip.objects.values_list("pk", flat=True)),
        set(Slip.objects.values_list("code", flat=True)),
    )
    for _ in range(RANDOM):
        assert codes.long_digest(codes.fresh(codes.LONG)) not in secrets
        assert codes.short_digest(codes.fresh(codes.SHORT), room.vote.salt) not in typed
    assert casting.by_secret(room.slips[0][0]) and casting.by_code(room.slips[0][1])


@pytest.mark.parametrize("handle", ["", "x", "0" * 8, "0" * 27, "' OR 1=1 --", "票" * 27, "0" * 5000])
def test_VOTE_01_nonsense_opens_nothing(room, handle):
    room.opened()
    assert casting.by_secret(handle) is None and casting.by_code(handle) is None


def test_VOTE_01_void_slips_and_closed_votes_take_nothing(room):
    room.opened(absent=1)
    room.closed()
    assert room.vote.outcome["cast"] == 0
    other = room_of(room.made).printed()
    assert other.cast(0, "satisfied") == Answer.NOT_OPEN and not SealedBallot.objects.exists()


def test_VOTE_01_a_slip_left_in_the_box_casts_nothing(room):
    room.printed(more=5).handed()
    left = room.slips[60:]
    steps.void_left(room.office, room.fresh(), [code for _, code in left])
    room.vote = steps.open_vote(room.office, room.fresh(), room.two, present=60, drawn=60)
    assert room.cast(64, "satisfied") == Answer.VOIDED and room.cast(0, "satisfied") == Answer.CAST


@pytest.mark.parametrize(
    "choices", [(), ("satisfied",), ("satisfied", "unknown"), ("", ""), ("satisfied",) * 3]
)
def test_VOTE_01_a_ballot_that_is_not_whole_is_not_cast(room, choices):
    room.opened()
    assert casting.cast(casting.by_secret(room.slips[0][0]), choices) == Answer.INCOMPLETE
    assert Slip.objects.filter(mark="used").count() == 0


def test_VOTE_02_a_second_try_and_a_double_tap_are_told_it_is_in(room):
    room.opened()
    assert room.cast(0, "satisfied") == Answer.CAST
    assert [room.cast(0, choice) for choice in ("satisfied", "not")] == [Answer.ALREADY] * 2
    photographed = casting.by_code(room.slips[0][1])
    assert casting.cast(photographed, ["not", "not"]) == Answer.ALREADY and SealedBallot.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_VOTE_02_fifty_casts_of_one_slip_at_once_make_one_ballot():
    made = make_town()
    with acting_in(made.town):
        room = room_of(made, voters=12).opened()
        found = casting.by_secret(room.slips[0][0])
    answers, gate = [], threading.Barrier(AT_ONCE)

    def hand() -> None:
        gate.wait()
        try:
            answers.append(casting.cast(found, ["satisfied", "not"]))
        finally:
            connection.close()

    threads = [threading.Thread(target=hand) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [Answer.ALREADY] * (AT_ONCE - 1) + [Answer.CAST]
    with acting_in(made.town):
        assert SealedBallot.objects.count() == 1
        assert selectors.result_of(room.closed().vote).cast == 1


@pytest.mark.django_db(transaction=True)
def test_VOTE_02_who_casts_while_it_is_closed_is_counted_or_told():
    made = make_town()
    with acting_in(made.town):
        room = room_of(made, voters=30).opened()
        found = [casting.by_secret(secret) for secret, _ in room.slips]
    answers, gate = [], threading.Barrier(len(found) + 1)

    def hand(one) -> None:
        gate.wait()
        try:
            answers.append(casting.cast(one, ["satisfied", "not"]))
        finally:
            connection.close()

    threads = [threading.Thread(target=hand, args=(one,)) for one in found]
    for thread in threads:
        thread.start()
    with acting_in(made.town):
        gate.wait()
        room.closed()
        for thread in threads:
            thread.join()
        assert set(answers) <= {Answer.CAST, Answer.NOT_OPEN}
        assert room.fresh().figures["used"] == answers.count(Answer.CAST)


def test_VOTE_07_no_interim_result_for_anybody(room):
    room.opened()
    for place in range(20):
        room.cast(place, "satisfied")
    vote = room.fresh()
    assert selectors.result_of(vote) is None and not KeptBallot.objects.exists()
    assert not any(groups for _, groups in selectors.recount_list(vote))
    assert selectors.progress(vote).about == 30 and selectors.progress(vote).cast == 20
    part, ballot = SealPart.objects.first(), SealedBallot.objects.first()
    one = monitor_key(room.two[0], part.first.salt)
    for keys in ((one, one), (one, monitor_key("0" * 12, part.second.salt))):
        with pytest.raises(WrongSeal):
            unshut(part, *keys)
    with pytest.raises(WrongSeal):
        unseal(vote, ballot.sealed, one)


def test_VOTE_07_progress_is_told_in_steps(room):
    room.opened()
    told = []
    for place in range(60):
        room.cast(place, "not")
        told.append(selectors.progress(room.vote).about)
    assert set(told) == set(range(0, 101, 5))


def few(room, cast: int):
    room.opened()
    for place in range(cast):
        room.cast(place, "satisfied")
    return room.closed()


def test_VOTE_08_below_ten_ballots_no_number_by_option_is_kept_or_shown(room):
    few(room, 9)
    result = selectors.result_of(room.vote)
    assert result.hidden and result.cast == 9 and result.lines == ({"label": "水利站"}, {"label": "公路站"})
    assert not KeptBallot.objects.exists()
    told = documents.fields_of(room.vote)["results"]
    assert {row["votes"] for row in told} == {"投票不满10张，各项票数不公布"} and {
        row["result"] for row in told
    } == {"—"}


def test_VOTE_08_ten_are_enough(room):
    assert not selectors.result_of(few(room, 10).vote).hidden


def test_VOTE_08_the_office_may_set_the_limit(room):
    profile = room.made.profile
    profile.rule_settings = {"secret-vote-limits": {"default": {"small_group": 3}}}
    profile.save()
    assert not selectors.result_of(few(room, 3).vote).hidden


def test_VOTE_08_no_table_could_break_a_result_down_by_group():
    names = {field.name for field in KeptBallot._meta.get_fields()}
    assert names == {"id", "town", "about", "choice"}
