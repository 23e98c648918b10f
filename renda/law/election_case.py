"""The shapes of an election: one ballot as counted, and everything it decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from renda.law.book import Settings
from renda.law.candidacies import FIRST, PRIMARY, PROJECT, CandidateNumbers, post_rank
from renda.law.sheets import Sheet, Tally
from renda.law.statements import Asked, Statement

NEXT_ZH = {
    "done": "选举完成，宣布结果", "revote": "就票数相等的人再次投票", "further": "另行选举", "repeat": "重新投票",
}  # fmt: skip


@dataclass(frozen=True)
class ElectionCase:
    """One ballot of one election.

    post: deputy, project, principal, vice, a post's key or its Chinese title. seats: how many are to be
    elected. total: the roll – all deputies in office, or all registered voters of the constituency.
    participants: voters who took part (deputies only; None: the ballots issued). present: deputies there
    (offices; None: not asked). tallies: the votes of candidates and write-ins. round: a key of ROUNDS.
    nominated, margin: see ``candidate_numbers``. title: what is elected, in words.
    """

    post: str
    seats: int
    total: int
    sheet: Sheet
    tallies: tuple[Tally, ...]
    round: str = FIRST
    participants: int | None = None
    present: int | None = None
    nominated: int | None = None
    margin: int | None = None
    title: str = ""
    on: date | None = None
    place: str | None = None
    settings: Settings | None = field(default=None, compare=False)

    @property
    def asked(self) -> Asked:
        """The law that is asked."""
        return Asked(self.on, self.place, self.settings)

    @property
    def rank(self) -> str:
        """principal, vice, deputy or project."""
        return post_rank(self.post, self.asked)

    @property
    def act(self) -> str:
        """What is done: people are elected, projects are chosen by vote."""
        return "票决" if self.rank == PROJECT else "选举"

    @property
    def won(self) -> str:
        """What is said of whoever comes through."""
        if self.rank == PROJECT:
            return "入选"
        return "入围" if self.round == PRIMARY else "当选"

    @property
    def voters(self) -> int:
        """Everybody who took part in the vote."""
        return self.sheet.issued if self.participants is None else self.participants


@dataclass(frozen=True)
class NextStep:
    """What has to be done now: done, revote, further or repeat; ``names`` in order of votes."""

    key: str
    sentence_zh: str
    seats: int = 0
    names: tuple[str, ...] = ()
    numbers: CandidateNumbers | None = None

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "key": self.key,
            "title": NEXT_ZH[self.key],
            "sentence": self.sentence_zh,
            "seats": self.seats,
            "names": list(self.names),
            "candidate_numbers": self.numbers.as_json() if self.numbers else None,
        }


@dataclass(frozen=True)
class ElectionResult:
    """Everything a ballot decided.

    ``valid``: whether the election stands. ``winners`` in order of votes; ``tied`` have equal votes for the
    last ``tied_seats``; ``vacancies`` are all seats without a winner (those of the tie included).
    ``ranking`` is everybody by votes; ``needed`` the votes that elect; ``won``, ``act``: see :class:`ElectionCase`.
    """

    valid: bool
    winners: tuple[Tally, ...]
    tied: tuple[Tally, ...]
    tied_seats: int
    vacancies: int
    needed: int
    ranking: tuple[Tally, ...]
    next_step: NextStep
    statements: tuple[Statement, ...]
    won: str = "当选"
    act: str = "选举"

    @property
    def articles(self) -> tuple[str, ...]:
        """Every article named, in order, each once."""
        return tuple(dict.fromkeys(a for one in self.statements for a in one.articles))

    @property
    def warnings(self) -> tuple[Statement, ...]:
        """The statements that say something is not as it should be."""
        return tuple(one for one in self.statements if one.met is False)

    @property
    def sentence_zh(self) -> str:
        """The announcement: who is elected, what is left."""
        won = "、".join(f"{t.name}（{t.votes}票）" for t in self.winners)
        # When it does not stand, the next step begins with saying so.
        nobody = f"没有{'项目' if self.act == '票决' else '人'}{self.won}。" if self.valid else ""
        told = f"{self.won}：{won}。" if won else nobody
        return told + self.next_step.sentence_zh

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "valid": self.valid,
            "winners": [_tally_json(t) for t in self.winners],
            "ties": [_tally_json(t) for t in self.tied],
            "tied_seats": self.tied_seats,
            "vacancies": self.vacancies,
            "needed": self.needed,
            "ranking": [_tally_json(t) for t in self.ranking],
            "next_step": self.next_step.as_json(),
            "sentence": self.sentence_zh,
            "articles": list(self.articles),
            "statements": [one.as_json() for one in self.statements],
        }


def _tally_json(tally: Tally) -> dict[str, Any]:
    return {"name": tally.name, "key": tally.id, "votes": tally.votes, "write_in": tally.write_in}
