"""A room full of voters, the monitors' papers and the slips, as the tests hold them in hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from renda.kernel.secret_votes import casting, codes, steps
from renda.kernel.secret_votes.models import SecretVote
from tests.harness.town import TownSet

MONITORS = ("钱监票", "孙监票", "李候补")
OBJECTS = ("水利站", "公路站")
VOTERS = 60


@dataclass
class Room:
    """A vote, what stands on its slips ((long secret, short code)), and the code of each monitor."""

    made: TownSet
    vote: SecretVote
    slips: list[tuple[str, str]] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def office(self):
        return self.made.actor("office")

    @property
    def two(self) -> list[str]:
        return [self.codes[name] for name in MONITORS[:2]]

    def fresh(self) -> SecretVote:
        self.vote = SecretVote.objects.get(pk=self.vote.pk)
        return self.vote

    def printed(self, more: int = 0) -> Room:
        self.slips = steps.print_slips(self.office, self.fresh(), len(self.vote.roll) + more)
        return self

    def handed(self) -> Room:
        for monitor in self.fresh().monitors.all():
            self.codes[monitor.name] = steps.hand_code(self.office, self.fresh(), monitor)
        return self

    def opened(self, absent: int = 0) -> Room:
        """The slips of those who are not there, and the spares, are left and void."""
        self.printed().handed()
        left = self.slips[len(self.slips) - absent :] if absent else []
        if left:
            steps.void_left(self.office, self.fresh(), [code for _, code in left])
        self.slips = self.slips[: len(self.slips) - absent]
        drawn = len(self.slips)
        self.vote = steps.open_vote(self.office, self.fresh(), self.two, present=drawn, drawn=drawn)
        return self

    def cast(self, place: int, *choices: str) -> casting.Answer:
        """The voter with slip ``place`` casts; one choice stands for all objects."""
        found = casting.by_secret(self.slips[place][0])
        given = choices if len(choices) > 1 else choices * self.vote.objects_voted.count()
        return casting.cast(found, given)

    def closed(self) -> Room:
        self.vote = steps.close_vote(self.office, self.fresh(), self.two)
        return self


def room_of(made: TownSet, voters: int = VOTERS, objects=OBJECTS, **facts) -> Room:
    """A vote that is prepared; the voters are named, nobody of them is a deputy of the harness."""
    names = [f"投票人{number:03d}号" for number in range(voters - 3)]
    facts = {"monitors": MONITORS, "others": names, **facts}
    vote = steps.prepare(made.actor("office"), title="2026年站所评议测评", objects=objects, **facts)
    return Room(made, vote)


def wrong(code: str) -> str:
    """A code that differs from a right one in its last sign."""
    return code[:-1] + next(sign for sign in codes.ALPHABET if sign != code[-1])
