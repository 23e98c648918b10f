"""Overlapping pairs of characters, and the numbers that stand for them in the PostgreSQL index."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from renda.kernel.search.fold import SEPARATOR


def pairs(folded: str) -> list[str]:
    """The pairs of neighbouring characters, none across punctuation, in order, with repetitions."""
    return [a + b for a, b in zip(folded, folded[1:], strict=False) if a != SEPARATOR and b != SEPARATOR]


#: Where a number of the PostgreSQL index holds the town and the first character; the second one stands lowest.
FIRST_AT = 21
TOWN_AT = 2 * FIRST_AT


def number(town: int, term: str) -> int:
    """The number of one character or of two neighbours in one town: no two have the same.

    Args:
        town: the town's number in the index, below 2 to the 21st.
        term: one or two characters; a code point takes 21 bits.
    """
    first, second = ord(term[0]), ord(term[1]) if len(term) == 2 else 0
    return town << TOWN_AT | first << FIRST_AT | second


def mark_number(town: int, mark: str) -> int:
    """A signed 64-bit number for a filter of one town; that it equals another's does not happen in practice."""
    return _signed(f"{town}:{mark}")


def of_kind(kind: str) -> int:
    """What is laid over the numbers of an entry's pairs to set apart those compared within its kind."""
    return _signed(f"kind:{kind}")


@lru_cache(maxsize=1 << 10)
def _signed(text: str) -> int:
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
