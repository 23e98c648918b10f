"""A year's vote on livelihood projects, taken as far as a test needs it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from renda.kernel.access.actors import system
from renda.kernel.ballots import steps as kernel
from renda.kernel.procedures.execute import Refused, execute, open_matter
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Campaign, Candidate, Project
from tests.harness.town import TownSet
from tests.kernel.ballots.hall import fill_hall

BEFORE, OPENING, CLOSING = date(2025, 12, 10), date(2026, 1, 20), date(2026, 1, 21)
FINISH, PUBLISH = date(2026, 10, 31), date(2026, 2, 9)
NAMES = ("高岭村自来水管网改造", "集镇停车场", "上河村路灯", "文化广场", "敬老院加装电梯")
PRESENT = 58


class Scene:
    """The office's way; two seats and three candidates unless told otherwise."""

    def __init__(self, made: TownSet, hall: bool = True):
        self.made = made
        if hall:
            fill_hall(made)

    @property
    def campaign(self) -> Campaign:
        return Campaign.objects.get()

    def act(self, verb: str, role: str = "office", **data):
        return execute(self.made.actor(role), self.campaign, verb, data)

    def refused(self, verb: str, **data) -> Refused:
        """The refusal a step meets; it fails when the step is taken."""
        try:
            self.act(verb, **data)
        except Refused as refused:
            return refused
        raise AssertionError(f"“{verb}”应当被拒绝")

    def begun(self, seats: int = 2) -> Scene:
        data = {
            "year": 2026,
            "congress_session": self.made.session,
            "seats": seats,
            "wishes_until": date(2025, 12, 31),
        }
        open_matter(self.made.actor("office"), "livelihood", "begin", data)
        return self

    def wish(self, title: str = "修路灯", **more):
        self.act("wish", title=title, source="villager", who="王秀英", place="上河村", **more)
        return self.campaign.wishes.get(title=title)

    def propose(self, title: str, **more):
        data = {
            "title": title,
            "content": f"{title}建设",
            "unit": self.made.units["water"],
            "finish_on": FINISH,
            **more,
        }
        return self.act("propose", **data)

    def listed(self, candidates: int = 3, seats: int = 2, **more) -> Scene:
        self.begun(seats)
        self.act("close_wishes")
        for name in NAMES[:candidates]:
            self.propose(name)
        self.act("list", **more)
        return self

    def voting(self, candidates: int = 3, seats: int = 2) -> Scene:
        self.listed(candidates, seats)
        self.act("vote", held_on=OPENING)
        return self

    def count(self, *got: int, returned: int = PRESENT) -> None:
        """The vote is opened, counted twice and declared; ``got``: votes in the order of the slip."""
        office = self.made.actor("office")
        ballot = kernel.open_ballot(office, selectors.ballot_of(self.campaign), present=PRESENT)
        ballot = kernel.close_ballot(office, ballot)
        figures = {"issued": PRESENT, "returned": returned, "valid": returned, "invalid": 0}
        figures |= {f"o{position}.for": number for position, number in enumerate(got, 1)}
        kernel.key_sheet(office, ballot, figures)
        kernel.declare(office, kernel.key_sheet(self.made.actor("chair"), ballot, figures))

    def assigned(self) -> Scene:
        """A chosen project with the water station, without going through the vote."""
        self.begun()
        candidate = Candidate.objects.create(
            campaign=self.campaign, title=NAMES[0], content="更换主管9公里", place="高岭村", money=Decimal("186.50"),
            unit=self.made.units["water"], finish_on=FINISH, result=Candidate.Result.CHOSEN, votes=50, position=1,
        )  # fmt: skip
        fields = {"candidate": candidate, "position": 1, "publish_by": PUBLISH}
        open_matter(system(self.made.town.pk), "project", "assign", fields)
        return self

    def results(self) -> dict[str, str]:
        return dict(Candidate.objects.order_by("position").values_list("title", "result"))

    @property
    def project(self) -> Project:
        return Project.objects.order_by("position").first()

    def do(self, verb: str, role: str = "office", **data):
        return execute(self.made.actor(role), self.project, verb, data)
