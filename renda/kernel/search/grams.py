"""Overlapping pairs of characters, and the numbers that stand for them in the PostgreSQL index."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from renda.kernel.search.fold import SEPARATOR


def pairs(folded: str) -> list[str]:
    """The pairs of neighbouring characters, none across punctuation, in order, with repetitions."""
    return [a + b for a, b in zip(folded, folded[1:], strict=False) if a != SEPARATOR and b != SEPARATOR]


def pairs_and_singles(folded: str) -> set[str]:
    """Every character and every neighbouring pair (with the separator, so phrases may hold one)."""
    return {a + b for a, b in zip(folded, folded[1:], strict=False)} | set(folded)


@lru_cache(maxsize=1 << 16)
def number(town: int, term: str) -> int:
    """A signed 64-bit number for ``term`` inside one town; equal numbers mean equal terms in practice,
    and every hit is compared with the text anyway."""
    digest = hashlib.blake2b(f"{town}:{term}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
