"""What the rulebook says about one ballot on its day: the majority, the whole it is counted of, how often it is keyed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.kernel.ballots.models import Ballot, CountSheet, Kind, RollSnapshot
from renda.kernel.deadlines import timing
from renda.kernel.units.models import TownProfile
from renda.law import candidacies, majorities, votes
from renda.law.model import Rule, Share
from renda.law.statements import Asked, CountFault, base_zh, share_zh

DECISION, BASE, QUORUM, SHEETS, PRINTING = (
    "decision-majority", "deputies-total-base", "session-quorum", "count-keyed-twice", "ballot-printing",
)  # fmt: skip
NOMINAL = "nominal_quota"
OF_THE_PRESENT = "deputies_present"
OF_THE_SLIPS, OF_THOSE_WHO_VOTED = "ballots", "participants"
OF_THE_CONGRESS = ("deputies_in_office", OF_THE_PRESENT, "ballots")
OF_THE_VOTERS = ("deputy-elected-threshold", "deputy-election-shortfall")


@dataclass(frozen=True)
class Ahead:
    """What must be known before voting and is shown again after: the whole, the least that passes, the rule.

    ``base`` and ``needed`` are None where the whole is only known from the box, or simply the most votes decide."""

    base_word: str
    base: int | None
    needed: int | None
    rule: Rule
    share_word: str = ""

    @property
    def articles(self) -> tuple[str, ...]:
        return self.rule.articles

    @property
    def condition(self) -> str:
        """全体代表61人，过半数，至少31票"""
        if not self.share_word:
            return "得票多的当选"
        whole = f"{self.base_word}{self.base}人" if self.base is not None else self.base_word
        least = f"，至少{self.needed}票" if self.needed is not None else ""
        return f"{whole}的{self.share_word}{least}"


def known_kinds(on: date) -> dict[str, Mapping]:
    """The kinds of motion the rulebook lists for this town, by key."""
    profile = TownProfile.current()
    return votes.kinds(on, profile.place_code or None, profile.rule_settings)


def rule_of(kind: str, law_kind: str, case: Mapping[str, Any], on: date) -> str:
    """The rule with the majority for a kind of vote: of motions by their kind, of elections by post and round.

    Raises UnknownRule or CountFault for a post or a kind of motion the rulebook has not got.
    """
    if kind not in (Kind.ELECTION, Kind.CHOICE):
        known = known_kinds(on)
        if law_kind not in known:
            raise CountFault(
                [f"没有“{law_kind}”这种表决，可选：{'、'.join(one['title'] for one in known.values())}"]
            )
        return known[law_kind]["rule"]
    profile = TownProfile.current()
    asked = Asked(on, profile.place_code or None, profile.rule_settings)
    rank = candidacies.post_rank(case.get("post", candidacies.PROJECT), asked)
    by_round = {
        (candidacies.DEPUTY, candidacies.FURTHER): "deputy-election-shortfall",
        (candidacies.PRINCIPAL, candidacies.REVOTE): "officials-tie",
        (candidacies.VICE, candidacies.REVOTE): "officials-tie",
        (candidacies.PRINCIPAL, candidacies.PRIMARY): "officials-primary",
        (candidacies.VICE, candidacies.PRIMARY): "officials-primary",
    }
    by_rank = {
        candidacies.DEPUTY: "deputy-elected-threshold",
        candidacies.PROJECT: "livelihood-vote-threshold",
    }
    return by_round.get((rank, case.get("round"))) or by_rank.get(rank, "officials-elected-threshold")


def share_of(ballot: Ballot) -> tuple[Rule, Share | None]:
    """The rule of the majority and its share; no share where simply the most votes decide."""
    rule = timing.rule(ballot.rule, ballot.held_on)
    if ballot.case.get("round") in (candidacies.REVOTE, candidacies.PRIMARY):
        return rule, None
    names = [name for name in ("threshold", "majority", "min_share") if name in rule.params]
    return rule, rule.share(names[0] if names else None)


def is_of_deputies(ballot: Ballot) -> bool:
    """Are the deputies in office those who vote, and not voters of a constituency or members of a presidium?"""
    if ballot.kind == Kind.ELECTION:
        return ballot.rule not in OF_THE_VOTERS
    share = share_of(ballot)[1]
    return share is None or share.base in OF_THE_CONGRESS


def base_of(base: str, roll: RollSnapshot | None, entitled: int | None, figures: dict) -> int | None:
    """The number the share is taken of; None when it is not known yet.

    Where voters elect, those who took part are the whole: as told at the poll, else as many as got a slip; before the
    roll is frozen nobody knows how many voters there are.
    """
    if base == OF_THE_SLIPS:
        return figures.get("returned")
    if base == OF_THOSE_WHO_VOTED:
        told = roll.voting if roll is not None else None
        return figures.get("issued") if told is None else told
    if base == OF_THE_PRESENT:
        return roll.voting if roll is not None else None
    return roll.whole if roll is not None else entitled


def ahead(
    ballot: Ballot, roll: RollSnapshot | None, entitled: int | None, figures: dict | None = None
) -> Ahead:
    """Base, least number, rule and article of a ballot. ``entitled``: as the register stands while no roll is frozen."""
    rule, share = share_of(ballot)
    if share is None:
        return Ahead("", None, None, rule)
    base = base_of(share.base, roll, entitled, figures or {})
    least = majorities.needed(base, share) if base is not None else None
    return Ahead(base_zh(share), base, least, rule, share_zh(share))


def sheets_wanted(ballot: Ballot) -> int:
    """How many times the count of this way of voting is keyed."""
    return timing.rule(SHEETS, ballot.held_on).value(f"sheets.{ballot.method}")


def spares() -> int:
    """How many slips are printed besides one for each entitled."""
    return timing.rule(PRINTING).value("spares")


def counts_nominal_seats(ballot: Ballot) -> bool:
    """Does this office take all seats, filled or not, as the whole?"""
    return (
        bool(ballot.base_rule)
        and timing.rule(ballot.base_rule, ballot.held_on).value("default_base") == NOMINAL
    )


def valid_sheets(ballot: Ballot) -> list[CountSheet]:
    """The sheets of the present count: those begun before a recount count no more."""
    since = ballot.counted_from
    return [sheet for sheet in ballot.sheets.all() if since is None or sheet.started_at > since]


def finished(ballot: Ballot) -> list[CountSheet]:
    """The newest finished sheet of each place, in order of the places."""
    newest = {sheet.place: sheet for sheet in valid_sheets(ballot) if sheet.is_finished}
    return [newest[place] for place in sorted(newest)]
