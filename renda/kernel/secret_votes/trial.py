"""The trial before the opening: ballots with a known result are sealed, opened and counted, in memory only."""

from __future__ import annotations

import copy
from collections import Counter

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from renda.kernel.secret_votes import sealing
from renda.kernel.secret_votes.models import SecretVote


def run(vote: SecretVote) -> bool:
    """Does counting give back what was cast? Every option is cast another number of times, for every object."""
    rehearsed, key = copy.copy(vote), X25519PrivateKey.generate()
    rehearsed.public_key = key.public_key().public_bytes_raw()
    objects = vote.objects_voted.count()
    known = Counter({place: place + 1 for place in range(len(vote.options))})
    box = [sealing.seal(rehearsed, [place] * objects) for place in known.elements()]
    read = [sealing.unseal(rehearsed, sealed, key) for sealed in box]
    return (
        all(Counter(column) == known for column in zip(*read, strict=True))
        and len({len(sealed) for sealed in box}) == 1
    )
