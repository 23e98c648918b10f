"""Guessing typed codes is slowed down: for a device by the minute, for all together until a while has passed.

Counted in memory: nothing about who typed what is kept, and a restart may forget. The QR code is not held up: it can't be
guessed (132 random bits).
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from renda.foundation import clock

MINUTE, WHILE = timedelta(minutes=1), timedelta(minutes=10)
REMEMBERED = 5_000

_wrong: deque[tuple[datetime, str]] = deque(maxlen=REMEMBERED)


def note(device: str) -> None:
    """A code that no slip has was typed on this device."""
    _wrong.append((clock.now(), device))


def by_device(device: str) -> int:
    """Wrong codes of the last minute from this device."""
    since = clock.now() - MINUTE
    return sum(at > since for at, whose in _wrong if whose == device)


def by_all() -> int:
    """Wrong codes of the last while from everybody."""
    since = clock.now() - WHILE
    return sum(at > since for at, _ in _wrong)


def forget() -> None:
    _wrong.clear()
