"""Identifiers.

UUIDs everywhere, so that a town moves from its own SQLite into the county's PostgreSQL without
renumbering. They begin with the time (RFC 9562 version 7), which keeps new rows together in the
index; anything that must not tell its order (ballots, one-time links) uses ``random_id``/``token``.
"""

from __future__ import annotations

import os
import secrets
import threading
import time
import uuid

COUNTER_BITS = 12

_turn = threading.Lock()
_last = 0


def new_id() -> uuid.UUID:
    """A time-ordered UUID (version 7): 48 bits of milliseconds, a 12-bit counter, 62 random bits.

    Within one process ids rise strictly (RFC 9562, method 1), so rows made in the same millisecond keep
    their order.
    """
    global _last
    with _turn:
        _last = max(_last + 1, time.time_ns() // 1_000_000 << COUNTER_BITS)
        moment = _last
    millis, counter = moment >> COUNTER_BITS, moment & ((1 << COUNTER_BITS) - 1)
    value = (millis & ((1 << 48) - 1)) << 80 | 0x7 << 76 | counter << 64
    return uuid.UUID(int=value | 0x2 << 62 | int.from_bytes(os.urandom(8), "big") >> 2)


def random_id() -> uuid.UUID:
    """A UUID that tells nothing, not even when it was made."""
    return uuid.uuid4()


def as_id(text: str) -> uuid.UUID | None:
    """The id written in an address, a form or a file; None for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def token(nbytes: int = 24) -> str:
    """A secret for a link, URL-safe; 24 bytes are 192 bits."""
    return secrets.token_urlsafe(nbytes)
