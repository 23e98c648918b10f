"""Guessing links is hopeless (192 random bits); an address that tries all the same is held for a while.

Counted in memory: opening a page never writes, and a restart may forget.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

from renda.foundation import clock

MOST = 20
WINDOW = timedelta(minutes=15)
REMEMBERED = 5_000

_wrong: OrderedDict[str, list[datetime]] = OrderedDict()


def note(address: str) -> None:
    """A link that does not exist was asked for from this address."""
    _wrong[address] = [*recent(address), clock.now()][-MOST:]
    _wrong.move_to_end(address)
    while len(_wrong) > REMEMBERED:
        _wrong.popitem(last=False)


def recent(address: str) -> list[datetime]:
    since = clock.now() - WINDOW
    return [at for at in _wrong.get(address, ()) if at > since]


def too_many(address: str) -> bool:
    """Has this address guessed so often that it has to wait?"""
    return len(recent(address)) >= MOST


def forget() -> None:
    _wrong.clear()
