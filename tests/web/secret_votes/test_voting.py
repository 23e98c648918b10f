"""The voters' pages by request: VOTE-01, VOTE-02, VOTE-06, VOTE-09, VOTE-16."""

from __future__ import annotations

import logging

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from renda.kernel.secret_votes import casting, codes, steps
from renda.kernel.secret_votes.models import SealedBallot
from renda.web.secret_votes import guesses, voting

CHOSEN = {"o1": "satisfied", "o2": "not"}


def address(handle: str, query: str = "") -> str:
    return reverse("secret_votes:slip", args=[handle]) + query


def test_scan_choose_cast(room):
    room.opened()
    voter, here = Client(), address(room.slips[0][0])
    page = voter.get(here).content.decode()
    assert "水利站" in page and "公路站" in page and "弃权" in page and "投出这张票" in page
    answer = voter.post(here, CHOSEN)
    assert answer.status_code == 302 and answer["Location"] == reverse("secret_votes:done")
    assert "已投，谢谢" in voter.get(answer["Location"]).content.decode()
    assert SealedBallot.objects.count() == 1


def test_every_voter_gets_the_same_ballot_byte_by_byte(room, client_as, assert_max_queries):
    """It is made once for a vote, so nothing of one voter can stand on another's."""
    room.opened()
    first = client_as("deputy").get(address(room.slips[0][0]))
    room.cast(1, "satisfied")
    with assert_max_queries(1):
        again = Client().get(address(room.slips[2][0], "?tablet=1"))
    assert first.content == again.content and "checked" not in again.content.decode()


def test_typed_on_the_shared_tablet_it_goes_back_to_the_next_voter(room):
    room.opened()
    voter = Client()
    code = room.slips[0][1]
    typed = voter.post(reverse("secret_votes:tablet"), {"code": f" {code[:4].lower()} {code[4:]}"})
    assert typed["Location"] == address(code, "?tablet=1")
    answer = voter.post(typed["Location"], CHOSEN)
    page = voter.get(answer["Location"]).content.decode()
    assert reverse("secret_votes:tablet") in page and 'http-equiv="refresh"' in page


def test_what_was_chosen_is_kept_when_one_object_is_forgotten(room):
    room.opened()
    page = Client().post(address(room.slips[0][0]), {"o1": "mostly"}).content.decode()
    assert "还有1个没有选" in page and page.count("checked") == 1 and not SealedBallot.objects.exists()


def test_before_the_opening_the_page_waits_and_opens_by_itself(room):
    room.printed().handed()
    page = Client().get(address(room.slips[0][0])).content.decode()
    assert "现在不能投票" in page and 'content="10"' in page


def test_VOTE_02_a_double_tap_and_a_lost_answer_end_at_the_same_thanks(room):
    room.opened()
    voter, here = Client(), address(room.slips[0][0])
    voter.post(here, CHOSEN)
    assert voter.post(here, CHOSEN).status_code == 302, "a reload of the answer sends no choice"
    again = voter.post(here, {"o1": "not", "o2": "not"}, follow=True)
    assert (
        again.status_code == 200
        and "已经投出" in again.content.decode()
        and SealedBallot.objects.count() == 1
    )
    friend = Client().get(address(room.slips[0][1])).content.decode()
    assert "已经投过" in friend and "投出这张票" not in friend


def test_VOTE_09_nothing_that_is_sent_after_casting_holds_the_choice(room):
    room.opened()
    voter, here = Client(), address(room.slips[0][0])
    answers = [
        voter.post(here, CHOSEN),
        voter.get(reverse("secret_votes:done")),
        voter.get(here),
        voter.post(here, CHOSEN, follow=True),
    ]
    for answer in answers:
        sent = answer.content.decode() + str(answer.headers)
        assert not [word for word in ("satisfied", "满意", "checked") if word in sent]
    assert not voter.cookies


def test_VOTE_09_no_page_of_a_voter_is_cached_or_sets_a_cookie(room):
    room.opened()
    for path in (
        address(room.slips[0][0]),
        reverse("secret_votes:entry"),
        reverse("secret_votes:tablet"),
        reverse("secret_votes:done"),
        address("X"),
    ):
        answer = Client().get(path)
        assert (
            "no-store" in answer["Cache-Control"]
            and not answer.cookies
            and answer["Referrer-Policy"] == "no-referrer"
        )


def test_VOTE_04_casting_signed_in_touches_neither_session_nor_account(room, client_as):
    """A deputy whose phone is signed in scans the slip: what is stored of the session and the account stays as it was."""
    room.opened()
    deputy = client_as("deputy")
    account = room.made.accounts["deputy"]

    def stored():
        return list(Session.objects.values()), type(account).objects.filter(pk=account.pk).values().get()

    before = stored()
    deputy.get(address(room.slips[0][0]))
    deputy.post(address(room.slips[0][0]), CHOSEN, follow=True)
    assert stored() == before and SealedBallot.objects.count() == 1


def test_VOTE_01_guessing_is_held_up_for_the_device_and_then_for_all(room, frozen_clock):
    room.opened()
    right = address(room.slips[0][1])
    for _ in range(10):
        assert "没有这张票" in Client().get(address(codes.fresh(codes.SHORT))).content.decode()
    assert "停一停" in Client().get(right).content.decode()
    other = Client(REMOTE_ADDR="192.168.1.9")
    assert "水利站" in other.get(right).content.decode()
    assert "水利站" in Client().get(address(room.slips[0][0])).content.decode(), "the QR code is not held up"
    for number in range(90):
        Client(REMOTE_ADDR=f"192.168.2.{number}").get(address(codes.fresh(codes.SHORT)))
    assert "停一停" in other.get(right).content.decode() and guesses.by_all() == 100
    frozen_clock.forward(minutes=11)
    assert "水利站" in other.get(right).content.decode()


def test_VOTE_06_a_failure_while_voting_leaves_no_slip_in_the_log(room, caplog, monkeypatch):
    room.opened()

    def broken(*given):
        raise RuntimeError(f"could not write {given}")

    monkeypatch.setattr(voting.casting, "cast", broken)
    voter = Client(raise_request_exception=False)
    with caplog.at_level(logging.DEBUG):
        assert voter.post(address(room.slips[0][0]), CHOSEN).status_code == 500
        voter.delete(address(room.slips[1][1]))
    lines = [
        record.getMessage() + str(record.exc_text) + str(record.__dict__.get("request"))
        for record in caplog.records
        if record.name.startswith("django.request")
    ]
    assert lines and not [
        line
        for line in lines
        if any(secret in line for slip in room.slips for secret in slip) or "satisfied" in line
    ]
    assert "RuntimeError" in "".join(lines)


def test_VOTE_16_the_county_opens_no_page_of_it(room, client_as):
    room.opened()
    room.cast(0, "satisfied")
    county = client_as("county")
    for name in ("one", "screen", "screen-now", "progress", "recount", "close", "open", "slips"):
        assert county.get(reverse(f"secret_votes:{name}", args=[room.vote.pk])).status_code in (403, 404)
    assert county.get(reverse("secret_votes:list")).status_code == 403


def test_VOTE_16_no_report_reads_secret_votes():
    from pathlib import Path

    import renda.reports

    sources = [path.read_text("utf-8") for path in Path(renda.reports.__path__[0]).rglob("*.py")]
    assert sources and not [text for text in sources if "secret_vote" in text]


@pytest.mark.parametrize("code", ["", "1234567", "票号票号票号票号", "123456789"])
def test_a_code_that_can_not_be_one_is_told_at_once(db, code):
    page = Client().post(reverse("secret_votes:entry"), {"code": code})
    assert page.status_code == 200 and "8个字母和数字" in page.content.decode()


def test_two_votes_at_once_each_slip_opens_its_own(room):
    from tests.kernel.secret_votes.room import room_of

    other = room_of(room.made, objects=("供电所",)).opened()
    room.opened()
    assert "供电所" in Client().get(address(other.slips[0][1])).content.decode()
    assert "水利站" in Client().get(address(room.slips[0][1])).content.decode()


def test_a_voided_vote_tells_the_voter(room):
    room.opened()
    steps.void(room.office, room.fresh(), "断网")
    assert casting.by_secret(room.slips[0][0]) is None
    assert "没有这张票" in Client().get(address(room.slips[0][0])).content.decode()
