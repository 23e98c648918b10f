"""A secret vote held in full: slips printed and drawn, monitors with their codes, telephones and some paper, count, result."""

from __future__ import annotations

from collections.abc import Mapping

from renda.demo.acting import CHAIR, OFFICE, Actors
from renda.kernel.secret_votes import casting, steps
from renda.kernel.secret_votes.models import SecretVote

SPARES, ON_PAPER, WHOLE = 3, 2, 100


def vote_all(actors: Actors, vote: SecretVote, shares: Mapping[str, int]) -> None:
    """Everybody on the roll votes; ``shares``: how many in a hundred are content, by the words of the object.

    To be called outside a transaction: a ballot is on the disk before its voter is thanked.
    """
    office, voters = actors.staff(OFFICE), len(vote.roll)
    slips = steps.print_slips(office, vote, voters + SPARES)
    codes = [steps.hand_code(office, fresh(vote), monitor) for monitor in vote.monitors.all()]
    steps.void_left(office, fresh(vote), [code for _, code in slips[voters:]])
    steps.open_vote(office, fresh(vote), codes[:2], present=voters, drawn=voters)
    labels = [one.label for one in vote.objects_voted.order_by("position")]
    paper = slips[voters - ON_PAPER : voters]
    steps.exchange(office, fresh(vote), [secret for secret, _ in paper])
    for place, (secret, _) in enumerate(slips[: voters - ON_PAPER]):
        casting.cast(casting.by_secret(secret), [choice(place, voters, shares[label]) for label in labels])
    steps.close_vote(office, fresh(vote), codes[1:])
    counts = {str(place): {"mostly": len(paper)} for place, _ in enumerate(labels, 1)}
    for who in (OFFICE, CHAIR):
        steps.key_paper(actors.staff(who), fresh(vote), len(paper), counts)
    steps.declare(office, fresh(vote))


def fresh(vote: SecretVote) -> SecretVote:
    return SecretVote.objects.get(pk=vote.pk)


def choice(place: int, voters: int, share: int) -> str:
    """What the voter at this place chooses, so that the share comes out."""
    if place * WHOLE >= share * voters:
        return "not"
    return "mostly" if place % 3 == 0 else "satisfied"
