"""The secrets on paper: what a slip carries, what a monitor keeps.

A slip bears a long secret in its QR code and a short one for typing. The database keeps keyed digests only; the short one
goes through scrypt (RFC 7914) first, so that having the database does not make guessing cheap. Letters and digits that
look alike (0 O, 1 I L, 2 Z, 5 S, 8 B) are printed as digits only, and read as such.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from uuid import UUID

from renda.kernel.crypto.cipher import blind_index

ALPHABET = "0123456789ACDEFGHJKMNPQRTUVWXY"
LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8"})
#: 30 signs, 4.9 bits each: 132, 39 and 58 bits.
LONG, SHORT, MONITOR, GROUP = 27, 8, 12, 4
#: scrypt: memory cost, block size, passes. A slip's code is looked up while a voter waits, a monitor's twice in a vote.
SLIP_COST, MONITOR_COST, BLOCK, PASSES = 1 << 12, 1 << 15, 8, 1
MEMORY = 64 * 1024 * 1024


def fresh(length: int) -> str:
    """``length`` random characters; each is worth 4.9 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def read(text: str) -> str:
    """What somebody typed, as it was printed: full-width forms, small letters, spaces, hyphens and look-alikes mended."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(LOOKS_LIKE)
    return "".join(sign for sign in plain if sign in ALPHABET)


def shown(code: str) -> str:
    """``ABCD EFGH``: in groups, as it is printed and read aloud."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def long_digest(secret: str) -> UUID:
    """The key of the slip with this long secret."""
    return UUID(blind_index(secret, "secret-vote-slip")[:32])


def short_digest(code: str, salt: str) -> str:
    """How the short code of a slip of the vote with ``salt`` is stored."""
    return blind_index(stretched(code, salt, SLIP_COST).hex(), "secret-vote-code")


def stretched(code: str, salt: str, cost: int) -> bytes:
    """32 bytes out of a typed code; ``cost`` is scrypt's N."""
    return hashlib.scrypt(
        code.encode(), salt=salt.encode(), n=cost, r=BLOCK, p=PASSES, maxmem=MEMORY, dklen=32
    )
