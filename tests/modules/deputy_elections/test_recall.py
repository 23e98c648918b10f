"""A recall of a deputy by the voters of the constituency."""

from __future__ import annotations

from renda.kernel.ballots import steps as ballots
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.deputy_elections import selectors
from renda.modules.deputy_elections.models import Recall
from tests.modules.deputy_elections.story import EARLY, refused


def test_a_recall_from_thirty_voters_to_the_end_of_the_seat(town_set, actors):
    office, chair = actors["office"], actors["chair"]
    mandate = town_set.mandates["third_deputy"]
    given = {"mandate": mandate, "signers": 29, "reasons": "长期不履行职务", "received_on": EARLY}
    reasons = refused(lambda: open_matter(office, "recall", "ask", given), "还差1人")
    assert any("第50条" in article for reason in reasons for article in reason.articles)
    recall = open_matter(office, "recall", "ask", {**given, "signers": 30}).matter
    refused(lambda: open_matter(office, "recall", "ask", {**given, "signers": 30}), "正在办理")
    execute(office, recall, "forward", {"county_on": EARLY})
    execute(office, recall, "defend", {"defence": "情况属实，接受批评。"})
    vote = {"voters": 1000, "participants": 600, "voting_on": EARLY, "chaired_by": "马联络"}
    refused(lambda: execute(office, recall, "close_poll", {**vote, "participants": 1001}), "对不上")
    execute(office, recall, "close_poll", vote)
    ballot = selectors.ballot_now(recall)
    typed = {
        "issued": 600,
        "returned": 600,
        "valid": 600,
        "invalid": 0,
        "o1.for": 501,
        "o1.against": 90,
        "o1.abstain": 9,
    }
    for actor in (office, chair):
        ballots.key_sheet(actor, ballot, typed)
    ballots.declare(office, type(ballot).objects.get(pk=ballot.pk))
    recall = Recall.objects.get(pk=recall.pk)
    assert recall.state == "decided" and recall.passed
    assert mandate.until_on is None
    execute(chair, recall, "end_seat", {"until_on": EARLY})
    mandate.refresh_from_db()
    assert (mandate.until_on, mandate.end_cause) == (EARLY, "被罢免")


def test_a_recall_by_half_of_the_voters_fails(town_set, actors):
    office, chair = actors["office"], actors["chair"]
    mandate = town_set.mandates["third_deputy"]
    given = {"mandate": mandate, "signers": 40, "reasons": "理由", "received_on": EARLY}
    recall = open_matter(office, "recall", "ask", given).matter
    execute(office, recall, "forward", {"county_on": EARLY})
    vote = {"voters": 1000, "participants": 900, "voting_on": EARLY, "chaired_by": "马联络"}
    execute(office, recall, "close_poll", vote)
    ballot = selectors.ballot_now(recall)
    typed = {
        "issued": 900,
        "returned": 900,
        "valid": 900,
        "invalid": 0,
        "o1.for": 500,
        "o1.against": 400,
        "o1.abstain": 0,
    }
    for actor in (office, chair):
        ballots.key_sheet(actor, ballot, typed)
    ballots.declare(office, type(ballot).objects.get(pk=ballot.pk))
    recall = Recall.objects.get(pk=recall.pk)
    assert recall.passed is False
    refused(lambda: execute(chair, recall, "end_seat", {"until_on": EARLY}), "不需要")
