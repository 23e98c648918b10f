"""Takes an election of the test town along its way, as far as a test needs it."""

from __future__ import annotations

from datetime import date, time

from renda.kernel.ballots import steps as voting
from renda.kernel.people.models import Person
from renda.kernel.procedures.execute import Refused, execute, open_matter
from renda.modules.elections import selectors
from renda.modules.elections.models import Election, ElectionMethod
from tests.harness.town import TownSet, make_person
from tests.kernel.ballots.hall import keyed, slips, votes

OPENING, SECOND_DAY = date(2026, 1, 20), date(2026, 1, 21)
METHOD = {
    "nominate_on": OPENING, "nominate_at": time(17), "margins": {"congress_vice_chair": 1, "deputy_township_head": 1},
    "write_in_abstain": "not_allowed", "after_printing": "void_name", "shortfall": "presidium", "scrutineers": 2,
    "booth": "会场两侧", "other": "",
}  # fmt: skip
NAMES = ("方卫东", "何丽", "沈国平")


class Story:
    """One election (副镇长, two places unless told otherwise)."""

    def __init__(self, made: TownSet, post: str = "deputy_township_head", seats: int = 2, occasion: str = "general") -> None:
        self.made, self.session = made, made.session
        self.opening = {"post": post, "seats": seats, "occasion": occasion, "congress_session": made.session}
        self.election: Election | None = None
        self.people: list[Person] = []

    @property
    def office(self):
        return self.made.actor("office")

    def act(self, verb: str, data: dict | None = None, role: str = "office"):
        outcome = execute(self.made.actor(role), self.election, verb, data)
        self.election.refresh_from_db()
        return outcome

    def refused(self, verb: str, data: dict | None = None, role: str = "office") -> Refused:
        """The refusal a step meets; it fails when the step is taken."""
        try:
            self.act(verb, data, role)
        except Refused as refused:
            return refused
        raise AssertionError(f"“{verb}”应当被拒绝")

    def mandates(self, count: int, first: int = 0) -> list:
        return list(selectors.deputies_on(OPENING).order_by("person__name", "id")[first : first + count])

    def method(self, **changes) -> ElectionMethod:
        data = {**METHOD, **changes, "congress_session": self.session}
        return open_matter(self.office, "election_method", "draft", data).matter

    def adopted(self, **changes) -> ElectionMethod:
        method = self.method(**changes)
        execute(self.office, method, "put_to_vote", {"held_on": OPENING, "method": "hands"})
        self.count_motion(method)
        method.refresh_from_db()
        return method

    def count_motion(self, matter, in_favour: int = 50, against: int = 5, abstain: int = 3):
        """The vote about a motion: opened, counted, declared."""
        ballot = selectors.ballot_of(matter)
        box = slips(in_favour + against + abstain) if ballot.on_paper else {}
        ballot = voting.close_ballot(self.office, voting.open_ballot(self.office, ballot, present=58))
        figures = {**box, **votes((in_favour, against, abstain))}
        ballot = keyed(self.made, ballot, figures) if ballot.on_paper else self.keyed_once(ballot, figures)
        voting.declare(self.made.actor("chair"), ballot)
        matter.refresh_from_db()

    def keyed_once(self, ballot, figures):
        ballot = voting.key_sheet(self.office, ballot, figures)
        return voting.key_sheet(self.made.actor("chair"), ballot, figures) if ballot.state == "counting" else ballot

    def opened(self) -> Story:
        self.election = open_matter(self.office, "election", "open", self.opening).matter
        return self

    def nominate(self, person, by: str = "presidium", signers=(), **more):
        data = {"person": person, "proposed_by": by, "signers": list(signers), "career": "2007年参加工作。", **more}
        return self.act("nominate", data).result["nomination"]

    def agree(self, nomination) -> None:
        self.act("consent", {"nomination": nomination, "consented": "yes", "consented_on": OPENING})
        self.act("accept", {"nomination": nomination})

    def nominated(self, names=NAMES) -> Story:
        """The first ones by the presidium, as many as places; the rest by ten deputies each."""
        self.opened()
        self.people = [make_person(name) for name in names]
        for place, person in enumerate(self.people):
            if place < self.election.seats:
                nomination = self.nominate(person)
            else:
                first = (place - self.election.seats) * 10
                nomination = self.nominate(person, "deputies", self.mandates(10, first))
                self.act("hand_in", {"nomination": nomination})
            nomination.refresh_from_db()
            self.agree(nomination)
        self.act("end_nominations")
        return self

    def listed(self, names=NAMES) -> Story:
        self.nominated(names)
        self.act("settle", {"candidates": list(self.election.candidates.all()), "told_apart": {}})
        return self

    def printed(self, names=NAMES) -> Story:
        self.listed(names)
        self.act("print", {"printed_on": OPENING, "printed": 63})
        return self

    def voting(self, names=NAMES) -> Story:
        self.adopted()
        self.printed(names)
        self.act("vote", {"held_on": SECOND_DAY})
        return self

    def ballot(self):
        return selectors.ballot_of(selectors.latest_round(self.election))

    def count(self, *lines, issued: int = 58, returned: int | None = None, invalid: int = 0, write_ins=()):
        """Key and declare the vote under way; ``lines`` are for, against, abstain in the order of the ballot."""
        ballot = voting.close_ballot(self.office, voting.open_ballot(self.office, self.ballot(), present=58))
        ballot = keyed(self.made, ballot, {**slips(issued, returned, invalid), **votes(*lines)}, write_ins)
        voting.declare(self.made.actor("chair"), ballot)
        self.election.refresh_from_db()
        return ballot
