"""From sealed ballots to a list anybody can recount. What is kept depends on the totals alone, never on who cast when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from renda.foundation.hashing import canonical_json, sha256_hex
from renda.foundation.ids import random_id
from renda.kernel.secret_votes import rules, sealing, storage
from renda.kernel.secret_votes.models import KeptBallot, PaperCount, SealedBallot, SealPart, SecretVote, Slip

INVALID = "invalid"
#: position of the object → choice → number
Totals = dict[int, Counter]


def opened(vote: SecretVote, key: X25519PrivateKey) -> Totals:
    """The totals of the sealed ballots. Raises WrongSeal when one of them was changed."""
    totals: Totals = {one.position: Counter() for one in vote.objects_voted.all()}
    for sealed in SealedBallot.objects.filter(vote=vote).values_list("sealed", flat=True).iterator():
        for (_, counter), place in zip(
            sorted(totals.items()), sealing.unseal(vote, sealed, key), strict=True
        ):
            counter[vote.options[place][0]] += 1
    return totals


def kept(vote: SecretVote) -> Totals:
    """The totals of the list that is kept: what a recount by hand gives."""
    totals: Totals = {one.position: Counter() for one in vote.objects_voted.all()}
    for position, choice in KeptBallot.objects.filter(about__vote=vote).values_list(
        "about__position", "choice"
    ):
        totals[position][choice] += 1
    return totals


def keep(vote: SecretVote, totals: Totals) -> None:
    """Write the list anew from the totals, in the order of fresh random keys: nothing of the casting is in it."""
    storage.erase([KeptBallot.objects.filter(about__vote=vote)])
    rows = [
        KeptBallot(id=random_id(), about=one, choice=choice)
        for one in vote.objects_voted.all()
        for choice, number in sorted(totals[one.position].items())
        for _ in range(number)
    ]
    KeptBallot.objects.bulk_create(sorted(rows, key=lambda row: row.id.bytes), batch_size=300)


def with_paper(vote: SecretVote, totals: Totals) -> Totals:
    """The totals with the paper ballots of the keyed sheets."""
    sheet = vote.paper_counts.first()
    if sheet is None:
        return totals
    return {
        position: counter
        + Counter(
            {choice: number for choice, number in sheet.figures["objects"][str(position)].items() if number}
        )
        for position, counter in totals.items()
    }


def outcome_of(vote: SecretVote, totals: Totals) -> dict[str, Any]:
    """What is declared: for each object the votes by option, valid, invalid, whether it passes; too few votes: no numbers."""
    cast = vote.figures["used"] + vote.figures.get("returned", 0)
    least = rules.limit("small_group", vote.held_on)
    lines = [line_of(vote, one.label, totals[one.position]) for one in vote.objects_voted.all()]
    hidden = cast < least
    return {
        "cast": cast,
        "hidden": hidden,
        "least": least,
        "lines": [{"label": line["label"]} for line in lines] if hidden else lines,
    }


def line_of(vote: SecretVote, label: str, counter: Mapping[str, int]) -> dict[str, Any]:
    votes = {key: counter.get(key, 0) for key, *_ in vote.options}
    valid = sum(votes.values())
    good = sum(votes[key] for key, _, counts in vote.options if counts)
    passed = bool(valid) and rules.has_passed(good, valid, vote.held_on)
    return {
        "label": label,
        "votes": votes,
        "valid": valid,
        INVALID: counter.get(INVALID, 0),
        "good": good,
        "passed": passed,
    }


def destroy(vote: SecretVote, *, with_kept: bool = False) -> None:
    """Take away sealed ballots, slips and the shut key, overwriting them; the journal is emptied after the commit."""
    rows = [
        SealedBallot.objects.filter(vote=vote),
        SealPart.objects.filter(vote=vote),
        Slip.objects.filter(vote=vote),
    ]
    if with_kept:
        rows += [KeptBallot.objects.filter(about__vote=vote), PaperCount.objects.filter(vote=vote)]
    storage.erase(rows)


def slip_digest(vote: SecretVote) -> str:
    """A digest of all slips of the vote, whatever has become of them: read aloud at the opening, the same at the close."""
    return sha256_hex(
        "\n".join(sorted(str(key) for key in Slip.objects.filter(vote=vote).values_list("pk", flat=True)))
    )


def fingerprint(vote: SecretVote) -> str:
    """A digest of what must not change once the vote is open: name, objects, options, roll, slips, monitors, seal."""
    return sha256_hex(
        canonical_json(
            {
                "title": vote.title,
                "objects": [one.label for one in vote.objects_voted.all()],
                "options": vote.options,
                "roll": vote.roll,
                "slips": vote.slip_digest,
                "monitors": [(one.name, bytes(one.public_key or b"").hex()) for one in vote.monitors.all()],
                "key": bytes(vote.public_key or b"").hex(),
            }
        )
    )
