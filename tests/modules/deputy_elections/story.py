"""An election of deputies told step by step, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from renda.foundation import clock
from renda.kernel.ballots import steps as ballots
from renda.kernel.people.models import Constituency
from renda.kernel.procedures.execute import Refused, execute, open_matter
from renda.modules.deputy_elections import selectors
from renda.modules.deputy_elections.models import Contest, DeputyElection

POLLING = date(2026, 12, 20)
EARLY = date(2026, 9, 1)


def refused(call, *words: str):
    """The reasons of a step that is refused; all ``words`` stand in them."""
    with pytest.raises(Refused) as caught:
        call()
    told = "".join(reason.text + reason.mend for reason in caught.value.reasons)
    for word in words:
        assert word in told, told
    return caught.value.reasons


class Round:
    """A general election of a town with one constituency of two seats, acted by the office; the chair keys too."""

    def __init__(
        self, town, *, way: str = "general", quota: int = 2, polling_on: date = POLLING, **facts: Any
    ):
        self.town, self.office, self.chair = town, town.actor("office"), town.actor("chair")
        given = {
            "way": way, "term": str(town.term.pk), "polling_on": polling_on, "quota": quota, "population": 30_000,
            "organ": "云岭镇选举委员会", "decision": "云川人常发〔2026〕21号", **facts,
        }  # fmt: skip
        self.outcome = open_matter(self.office, "deputy_election", "open", given)
        self.election: DeputyElection = self.outcome.matter

    def take(self, verb: str, actor=None, **data: Any):
        """A step of the round."""
        made = execute(actor or self.office, self.election, verb, data)
        self.election = made.matter
        return made

    def divide(self, *rows: tuple[Constituency, int, int]):
        made = self.take("divide", rows=list(rows) or [(self.town.constituency, 3000, self.election.quota)])
        self.contest: Contest = self.election.contests.order_by("constituency__number").first()
        return made

    def run(self, verb: str, actor=None, **data: Any):
        """A step of the (first) constituency."""
        made = execute(actor or self.office, self.contest, verb, data)
        self.contest = Contest.objects.get(pk=self.contest.pk)
        return made

    def nominate(self, name: str, **more: Any):
        given = {
            "name": name, "gender": "male", "ethnicity": "汉族", "born": "1979年3月", "education": "高中", "post": f"{name}的职务",
            "nominated_by": "voters", "nominator": f"{name}甲", "signers": 12, "received_on": clock.today(), **more,
        }  # fmt: skip
        return self.run("nominate", **given)

    def until_listed(self, voters: int = 1000):
        self.divide()
        self.take("start")
        with clock.set_to(date(2026, 11, 28)):
            self.run("publish_roll", voters=voters, done_on=date(2026, 11, 28), posted_at="上河村公开栏")

    def until_formal(self, *names: str, voters: int = 1000):
        self.until_listed(voters)
        with clock.set_to(date(2026, 12, 4)):
            for name in names or ("甲一", "乙二", "丙三"):
                self.nominate(name)
            self.run("publish_preliminary", done_on=date(2026, 12, 4))
        with clock.set_to(date(2026, 12, 12)):
            self.run(
                "publish_formal", candidates=list(selectors.standing(self.contest)), settled_by="讨论协商",
                poll_place="上河村村委会", done_on=date(2026, 12, 12),
            )  # fmt: skip

    def vote(self, *votes: int, participants: int = 600, invalid: int = 0, write_ins=(), on: date = POLLING):
        """The poll is closed, both sheets are keyed alike and the result is declared."""
        with clock.set_to(on):
            self.run("close_poll", participants=participants)
            self.count(*votes, participants=participants, invalid=invalid, write_ins=write_ins)

    def count(self, *votes: int, participants: int, invalid: int = 0, write_ins=()):
        ballot = selectors.ballot_now(self.contest)
        valid = participants - invalid
        typed = {"issued": participants, "returned": participants, "valid": valid, "invalid": invalid}
        # the votes are told in the order of registration, the ballot has the order of strokes
        registered = sorted(ballot.options.all(), key=lambda option: str(option.subject_id))
        for option, number_of_votes in zip(registered, votes, strict=True):
            number = option.position
            typed |= {
                f"o{number}.for": number_of_votes,
                f"o{number}.against": valid - number_of_votes,
                f"o{number}.abstain": 0,
            }
        rows = [{"name": name, "votes": count} for name, count in write_ins]
        ballots.key_sheet(self.office, ballot, typed, rows)
        ballots.key_sheet(self.chair, ballot, typed, rows)
        ballots.declare(self.office, type(ballot).objects.get(pk=ballot.pk))
        self.contest = Contest.objects.get(pk=self.contest.pk)
