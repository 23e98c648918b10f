"""The voter's one act. No account, no session, no moment, no line anywhere: a slip becomes used, a sealed ballot appears."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from django.db import models, transaction

from renda.foundation.ids import random_id
from renda.kernel.secret_votes import codes, rules, sealing, storage
from renda.kernel.secret_votes.models import SealedBallot, SecretVote, Slip, SlipMark, VoteObject
from renda.kernel.units.prepared import Prepared
from renda.kernel.units.scope import acting_in

OPEN = "open"
#: What is read of a slip and its vote while a voter waits: not the roll, which is as long as the hall is full.
NEEDED = ("mark", "town", "vote__state", "vote__title", "vote__options", "vote__fingerprint", "vote__town")
VOTES_AT_ONCE = 8

_slip = Prepared(
    lambda key: Slip.everywhere.select_related("vote").only(*NEEDED).filter(pk=key), key=models.UUIDField()
)
_held = Prepared(
    lambda key: SecretVote.objects.select_for_update(of=("self",)).only("state", "public_key").filter(pk=key),
    key=models.UUIDField(),
)


class Answer(StrEnum):
    """What a voter is told. ``ALREADY`` is also the answer to a double tap and to a try whose first answer was lost."""

    CAST = "cast"
    ALREADY = "already"
    NOT_OPEN = "not_open"
    VOIDED = "voided"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True)
class Found:
    """A slip somebody holds in hand, with its vote."""

    slip: Slip
    vote: SecretVote


def by_secret(secret: str) -> Found | None:
    """The slip with this long secret (as in the QR code), in whichever town. No database row has the secret."""
    slip = _slip.first(key=codes.long_digest(codes.read(secret)))
    return Found(slip, slip.vote) if slip else None


def by_code(code: str) -> Found | None:
    """The slip with this short code among all votes whose slips are out: each vote has a salt of its own."""
    plain = codes.read(code)
    if len(plain) != codes.SHORT:
        return None
    for vote in going_on():
        slip = Slip.everywhere.filter(vote=vote, code=codes.short_digest(plain, vote.salt)).first()
        if slip is not None:
            return Found(slip, vote)
    return None


def going_on() -> list[SecretVote]:
    """The votes of all towns whose slips are out, as a rule one."""
    out = SecretVote.everywhere.filter(state__in=("printed", OPEN)).order_by("id")
    return list(out.defer("roll"))


def least(name: str) -> int:
    """The smallest limit ``name`` of rule ``secret-vote-limits`` among the towns that vote now; 1 where none does: whoever
    types a code has not told yet for which town."""
    limits = []
    for vote in going_on():
        with acting_in(vote.town_id):
            limits.append(rules.limit(name))
    return min(limits, default=1)


def standing(found: Found) -> Answer | None:
    """Why this slip can't be used to vote now; None when it can."""
    if found.slip.mark == SlipMark.USED:
        return Answer.ALREADY
    if found.slip.mark != SlipMark.LIVE:
        return Answer.VOIDED
    return None if found.vote.state == OPEN else Answer.NOT_OPEN


@lru_cache(maxsize=VOTES_AT_ONCE)
def positions(vote: UUID) -> tuple[int, ...]:
    """The places of the objects on the ballot of the vote with this key, written once when it is prepared."""
    rows = VoteObject.everywhere.filter(vote=vote).order_by("position")
    return tuple(rows.values_list("position", flat=True))


def cast(found: Found, choices: Sequence[str]) -> Answer:
    """Put the ballot into the box; once this returns CAST or ALREADY it is on the disk and will be counted.

    Args:
        found: the slip in the voter's hand.
        choices: the key of an option for each object, in the order of the objects.

    Of many tries with one slip one makes the ballot, all others are ALREADY. Nothing is cast when a choice is missing
    or unknown (INCOMPLETE), before the opening or after the close (NOT_OPEN).
    """
    places = {key: place for place, (key, *_) in enumerate(found.vote.options)}
    if len(choices) != len(positions(found.vote.pk)) or any(choice not in places for choice in choices):
        return Answer.INCOMPLETE
    with acting_in(found.vote.town_id), transaction.atomic(durable=True):
        storage.durable()
        # whoever closes the vote waits for those who are casting, and the other way round
        vote = _held.first(key=found.vote.pk)
        live = Slip.objects.filter(pk=found.slip.pk, vote=vote, mark=SlipMark.LIVE)
        if vote.state != OPEN or not live.update(mark=SlipMark.USED):
            slip = Slip.objects.filter(pk=found.slip.pk).first()
            return standing(Found(slip, vote)) or Answer.NOT_OPEN if slip else Answer.NOT_OPEN
        sealed = sealing.seal(vote, [places[choice] for choice in choices])
        SealedBallot.objects.create(id=random_id(), vote=vote, sealed=sealed)
    return Answer.CAST
