"""Entry ids: 19 bits town number, 22 bits day, 22 bits to tell entries of one day apart."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

from renda.kernel.search.fold import VERSION

DAY_BITS = 22
TIE_BITS = 22
TOWN_SHIFT = DAY_BITS + TIE_BITS
_TIES = 1 << TIE_BITS
_IN_TOWN = (1 << TOWN_SHIFT) - 1


def entry_id(town: int, day: date | None, kind: str, object_id: UUID, attempt: int = 0) -> int:
    """The id of an entry: undated ones come last. ``attempt`` steps on when the place is taken.

    The folding version is part of it: what an older folding left in the index never meets a new entry.
    """
    digest = hashlib.blake2b(f"{VERSION}:{kind}:{object_id}".encode(), digest_size=8).digest()
    tie = (int.from_bytes(digest, "big") + attempt) % _TIES
    return town << TOWN_SHIFT | (day.toordinal() if day else 0) << TIE_BITS | tie


def town_of(key: int) -> int:
    """The town number inside an entry id."""
    return key >> TOWN_SHIFT


def age_of(key: int) -> int:
    """Day and tie-break only: orders entries of different towns by date."""
    return key & _IN_TOWN


def year_of(key: int) -> int | None:
    """The year an entry id stands for; None when it has no date."""
    ordinal = age_of(key) >> TIE_BITS
    return date.fromordinal(ordinal).year if ordinal else None


def town_range(town: int) -> tuple[int, int]:
    """Smallest and largest id a town's entries can have."""
    return town << TOWN_SHIFT, (town << TOWN_SHIFT) | _IN_TOWN


def year_range(town: int, first: int, last: int) -> tuple[int, int]:
    """Smallest and largest id of the town's entries dated in the years ``first`` to ``last``."""
    base = town << TOWN_SHIFT
    low = date(max(1, min(first, 9999)), 1, 1).toordinal()
    high = date(max(1, min(last, 9999)), 12, 31).toordinal()
    return base | low << TIE_BITS, base | high << TIE_BITS | _TIES - 1


def mark(prefix: str, value: str) -> str:
    """A filter term for the index: letters and digits only, longer than any character of a text."""
    return prefix + hashlib.blake2b(value.encode(), digest_size=6).hexdigest()
