"""Reading secret votes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from renda.kernel.secret_votes import rules
from renda.kernel.secret_votes.models import KeptBallot, SecretVote, Slip, SlipMark

GROUP = 5


@dataclass(frozen=True)
class Progress:
    """How many have voted, without how. ``about``: rounded down to steps, for screens everybody sees, in percent."""

    cast: int
    drawn: int
    exchanged: int
    about: int


def progress(vote: SecretVote) -> Progress:
    """How far an open vote is."""
    cast = Slip.objects.filter(vote=vote, mark=SlipMark.USED).count()
    drawn, exchanged = vote.figures.get("drawn", 0), vote.figures.get("exchanged", 0)
    step = rules.limit("progress_percent", vote.held_on)
    share = (cast + exchanged) * 100 // drawn if drawn else 0
    return Progress(cast, drawn, exchanged, min(100, share // step * step))


@dataclass(frozen=True)
class Result:
    """The outcome of a counted vote. ``lines``: label, votes by option, valid, invalid, good, passed; only labels when ``hidden``."""

    vote: SecretVote
    declared: bool
    cast: int
    hidden: bool
    least: int
    lines: tuple[dict[str, Any], ...]
    figures: dict[str, int]


def result_of(vote: SecretVote) -> Result | None:
    """What came out, or None while it is not counted or when it is void. Nobody is given numbers before that."""
    told = vote.outcome
    if not told or vote.state == "void":
        return None
    return Result(
        vote,
        bool(vote.declared_by),
        told["cast"],
        told["hidden"],
        told["least"],
        tuple(told["lines"]),
        vote.figures,
    )


def recount_list(vote: SecretVote) -> list[tuple[str, list[list[str]]]]:
    """For each object the words on every ballot, in the order of random keys, in groups of five for counting by hand."""
    words = {key: word for key, word, _ in vote.options} | {"invalid": "无效"}
    found = []
    for one in vote.objects_voted.all():
        choices = KeptBallot.objects.filter(about=one).order_by("id").values_list("choice", flat=True)
        ballots = [words[choice] for choice in choices]
        found.append((one.label, [ballots[at : at + GROUP] for at in range(0, len(ballots), GROUP)]))
    return found


def of_subject(subject) -> list[SecretVote]:
    """The votes held about a row (an appraisal procedure, say), the newest first."""
    return list(SecretVote.objects.filter(subject_model=subject._meta.label_lower, subject_id=subject.pk))
