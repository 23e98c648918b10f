"""Shutting ballots away until two monitors open them: HPKE (RFC 9180) with X25519, HKDF-SHA-256 and AES-256-GCM.

When a vote opens, a key pair is made. The public half stays and seals every ballot; the private half is shut twice for
every two monitors (first for the one, that again for the other) and then forgotten. A monitor's own key is worked out
from the code on paper, so no disk has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from renda.kernel.secret_votes import codes
from renda.kernel.secret_votes.models import Monitor, SealPart, SecretVote

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class WrongSeal(ValueError):
    """The key does not open this, or it was changed."""


def monitor_key(code: str, salt: str) -> X25519PrivateKey:
    """The key that belongs to a monitor's code."""
    return X25519PrivateKey.from_private_bytes(codes.stretched(code, salt, codes.MONITOR_COST))


def holder_of(code: str, monitors: Sequence[Monitor]) -> tuple[Monitor, X25519PrivateKey] | None:
    """Whose code it is, with the key; None when it is nobody's."""
    for monitor in monitors:
        key = monitor_key(code, monitor.salt)
        if monitor.has_code and key.public_key().public_bytes_raw() == bytes(monitor.public_key):
            return monitor, key
    return None


def shut(vote: SecretVote, monitors: Sequence[Monitor]) -> tuple[bytes, list[SealPart]]:
    """A fresh key for the vote: its public half, and the private half shut for every two monitors (not saved yet)."""
    key = X25519PrivateKey.generate()
    parts = []
    for first, second in combinations(monitors, 2):
        inner = SUITE.encrypt(key.private_bytes_raw(), public_of(second), about(vote, "inner"))
        parts.append(
            SealPart(
                vote=vote,
                first=first,
                second=second,
                sealed=SUITE.encrypt(inner, public_of(first), about(vote, "outer")),
            )
        )
    return key.public_key().public_bytes_raw(), parts


def unshut(part: SealPart, first: X25519PrivateKey, second: X25519PrivateKey) -> X25519PrivateKey:
    """The key of the vote, opened by the two monitors of ``part``. Raises WrongSeal."""
    try:
        inner = SUITE.decrypt(bytes(part.sealed), first, about(part.vote, "outer"))
        return X25519PrivateKey.from_private_bytes(SUITE.decrypt(inner, second, about(part.vote, "inner")))
    except (InvalidTag, ValueError) as error:
        raise WrongSeal("seal part") from error


def seal(vote: SecretVote, choices: Sequence[int]) -> bytes:
    """One ballot, sealed; ``choices`` are places in ``vote.options``, one for each object. All come out equally long."""
    return SUITE.encrypt(
        bytes(choices), X25519PublicKey.from_public_bytes(bytes(vote.public_key)), about(vote, "ballot")
    )


def unseal(vote: SecretVote, sealed: bytes, key: X25519PrivateKey) -> list[int]:
    """The choices of one ballot. Raises WrongSeal when it was changed."""
    try:
        return list(SUITE.decrypt(bytes(sealed), key, about(vote, "ballot")))
    except (InvalidTag, ValueError) as error:
        raise WrongSeal("ballot") from error


def public_of(monitor: Monitor) -> X25519PublicKey:
    return X25519PublicKey.from_public_bytes(bytes(monitor.public_key))


def about(vote: SecretVote, what: str) -> bytes:
    """What a sealed thing is bound to."""
    return f"renda secret vote {what} {vote.pk}".encode()
