"""Reading votes: what is ahead, what differs, what came out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from renda.kernel.ballots import rolls, rules
from renda.kernel.ballots.compare import Difference
from renda.kernel.ballots.compare import differences as between
from renda.kernel.ballots.models import Ballot, CountSheet
from renda.kernel.people.models import CongressSession


@dataclass(frozen=True)
class Result:
    """What came out of a vote. ``passed`` is None where several lines are decided one by one (see ``lines``: label,
    votes by answer, word, passed). ``declared``: a person has confirmed it; before, it is only worked out."""

    ballot: Ballot
    declared: bool
    valid: bool
    passed: bool | None
    sentence: str
    rule: str
    articles: tuple[str, ...]
    base: int | None
    needed: int | None
    figures: dict[str, int]
    lines: tuple[dict[str, Any], ...]
    write_ins: tuple[tuple[str, int], ...] = ()
    winners: tuple[dict[str, Any], ...] = ()
    tied: tuple[dict[str, Any], ...] = ()
    vacancies: int = 0
    next: dict[str, Any] = field(default_factory=dict)
    statements: tuple[dict[str, Any], ...] = ()


def result_of(ballot: Ballot) -> Result | None:
    """The verdict of a vote, or None while it is not counted (or void)."""
    told = ballot.outcome
    if not told or ballot.state == "void":
        return None
    return Result(
        ballot, ballot.declared_at is not None, told["valid"], told["passed"], told["sentence"], told["rule"],
        tuple(told["articles"]), told["base"], told["needed"], told["figures"], tuple(told["lines"]),
        tuple((name, votes) for name, votes in told["write_ins"]), tuple(told.get("winners", ())),
        tuple(told.get("tied", ())), told.get("vacancies", 0), told.get("next", {}), tuple(told["statements"]),
    )  # fmt: skip


def options_of(result: Result, key: str = "winners") -> list:
    """The options behind the winners (or ``"tied"``) of an election; names written in have none."""
    by_key = {f"o{option.position}": option for option in result.ballot.options.all()}
    return [by_key[row["key"]] for row in getattr(result, key) if row["key"] in by_key]


def ballots_of(session: CongressSession) -> QuerySet[Ballot]:
    """The votes of a session in order, with how many options each has."""
    return (
        Ballot.objects.filter(congress_session=session).select_related("roll", "congress_session__term")
        .annotate(option_count=Count("options")).order_by("held_on", "position", "round", "id")
    )  # fmt: skip


def outside_sessions() -> QuerySet[Ballot]:
    """The votes that belong to no session (voters of a constituency, the presidium), the newest first."""
    return (
        Ballot.objects.filter(congress_session=None).select_related("roll")
        .annotate(option_count=Count("options")).order_by("-held_on", "-opened_at", "-id")
    )  # fmt: skip


def open_to_deputies(session: CongressSession) -> QuerySet[Ballot]:
    """What deputies follow on the phone: votes under way and declared results, in order; void rounds are left out."""
    return ballots_of(session).filter(state__in=("open", "counting", "compared", "declared", "sealed"))


def ballots_about(subject) -> QuerySet[Ballot]:
    """Every round of every vote about a row, oldest first."""
    return Ballot.objects.filter(subject_model=subject._meta.label_lower, subject_id=subject.pk).order_by(
        "round", "opened_at", "id"
    )


def ahead_of(ballot: Ballot) -> rules.Ahead:
    """The whole, the least number, rule and article: before voting as the register stands, afterwards as it was frozen."""
    roll = getattr(ballot, "roll", None)
    unknown = roll is not None or not rules.is_of_deputies(ballot)
    entitled = None if unknown else (rolls.quota(ballot) or rolls.entitled(ballot))
    return rules.ahead(ballot, roll, entitled, (ballot.outcome or {}).get("figures"))


def differences(ballot: Ballot) -> list[Difference]:
    """The fields in which the newest finished sheets differ; [] while one is still being keyed."""
    if open_sheets(ballot).exists():
        return []
    return between(ballot, rules.finished(ballot))


def open_sheets(ballot: Ballot) -> QuerySet[CountSheet]:
    """Sheets somebody is keying now."""
    since = Q() if ballot.counted_from is None else Q(started_at__gt=ballot.counted_from)
    return ballot.sheets.filter(since, finished_at__isnull=True)
