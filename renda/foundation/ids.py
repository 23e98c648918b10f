"""Identifiers.

UUIDs everywhere, so that a town moves from its own SQLite into the county's PostgreSQL without
renumbering. They begin with the time (RFC 9562 version 7), which keeps new rows together in the
index; anything that must not tell its order (ballots, one-time links) uses ``random_id``/``token``.
"""

from __future__ import annotations

import os
import secrets
import time
import uuid


def new_id() -> uuid.UUID:
    """A time-ordered UUID (version 7): 48 bits of milliseconds, 74 random bits."""
    millis = time.time_ns() // 1_000_000
    value = (millis & ((1 << 48) - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def random_id() -> uuid.UUID:
    """A UUID that tells nothing, not even when it was made."""
    return uuid.uuid4()


def token(nbytes: int = 24) -> str:
    """A secret for a link, URL-safe; 24 bytes are 192 bits."""
    return secrets.token_urlsafe(nbytes)
