"""What pages, commands and procedures call: one function for each act by the office and the monitors.

Everything raises ``Refused`` (with reasons and articles) or ``MovedMeanwhile``; then nothing has changed. The voter's act
is ``casting.cast``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.procedures.execute import execute, open_matter
from renda.kernel.secret_votes.conditions import APPRAISAL
from renda.kernel.secret_votes.models import Monitor, SecretVote


def prepare(
    actor: Actor,
    *,
    title: str,
    objects: Sequence[str],
    monitors: Sequence[str],
    grades: str = "satisfied",
    on: date | None = None,
    purpose: str = APPRAISAL,
    voters: Iterable = (),
    others: Sequence[str] = (),
    subject=None,
    units: Mapping | None = None,
) -> SecretVote:
    """Prepare a vote.

    Args:
        objects: what is appraised, each once; every voter answers for all of them on one slip.
        monitors: two or more names; any two of them open and close the vote.
        grades: a key of ``rules.GRADES``.
        purpose: only ``conditions.APPRAISAL`` is taken; statutory votes are refused with the article.
        voters: mandates of the deputies who vote (all in office when empty); others: names of further people.
        subject: the row the vote is about; units: the unit behind an object, by its words.
    """
    data = {
        "title": title, "purpose": purpose, "objects": "\n".join(objects), "grades": grades, "held_on": on or clock.today(),
        "voters": list(voters), "others": "\n".join(others), "monitors": "\n".join(monitors), "units": dict(units or {}),
        "subject": (subject._meta.label_lower, subject.pk) if subject is not None else ("", None),
    }  # fmt: skip
    return open_matter(actor, "secret_vote", "prepare", data).matter


def print_slips(
    actor: Actor, vote: SecretVote, count: int, *, version: int | None = None
) -> list[tuple[str, str]]:
    """Make ``count`` slips, making all earlier ones worthless: (long secret, short code) of each, told this once only."""
    return execute(actor, vote, "print_slips", {"count": count}, version=version).result["slips"]


def hand_code(actor: Actor, vote: SecretVote, monitor: Monitor) -> str:
    """A fresh code for a monitor, told this once only; an earlier one of the same monitor serves no more."""
    return execute(actor, vote, "hand_code", {"monitor": monitor.name}).result["code"]


def void_left(actor: Actor, vote: SecretVote, typed: Sequence[str]) -> SecretVote:
    """Slips left after the draw, one code each, are void."""
    return execute(actor, vote, "void_left", {"count": len(typed), "typed": list(typed)}).matter


def open_vote(
    actor: Actor, vote: SecretVote, typed: Sequence[str], *, present: int, drawn: int
) -> SecretVote:
    """Voting begins. ``typed``: the codes of two monitors; ``present``: how many signed in; ``drawn``: slips drawn."""
    return execute(actor, vote, "open", {"typed": list(typed), "present": present, "drawn": drawn}).matter


def exchange(actor: Actor, vote: SecretVote, typed: Sequence[str]) -> SecretVote:
    """Slips whose holders vote on paper."""
    return execute(actor, vote, "exchange", {"count": len(typed), "typed": list(typed)}).matter


def close_vote(actor: Actor, vote: SecretVote, typed: Sequence[str]) -> SecretVote:
    """Voting ends with the codes of two monitors; counted at once where nobody voted on paper."""
    return execute(actor, vote, "close", {"typed": list(typed)}).matter


def key_paper(
    actor: Actor, vote: SecretVote, returned: int, objects: Mapping[str, Mapping[str, int]]
) -> SecretVote:
    """One of two keyings of the paper ballots. ``objects``: position of the object → option (or "invalid") → number."""
    return execute(
        actor,
        vote,
        "key_paper",
        {"returned": returned, "objects": {key: dict(row) for key, row in objects.items()}},
    ).matter


def declare(actor: Actor, vote: SecretVote, *, version: int | None = None) -> SecretVote:
    """The result is declared and its sheet filed."""
    return execute(actor, vote, "declare", version=version).matter


def void(actor: Actor, vote: SecretVote, reason: str) -> SecretVote:
    """The vote is stopped; every electronic ballot is destroyed."""
    return execute(actor, vote, "void", {"reason": reason}).matter
