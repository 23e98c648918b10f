"""Which article of one edition became which of another, by the likeness of their texts. Plain Python.

Likeness is the Dice coefficient of the multisets of character pairs, as in the comparison of similar suggestions.
Pairs of articles are taken from the most alike down, each article once; articles that stand at the same place in
the order win over equally alike ones elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

ALIKE = 0.38
"""Below this two articles are taken to be different ones."""
ORDER_BONUS = 0.06
"""How much standing in order counts against likeness of words."""
COMMON = 0.3
"""Pairs of characters found in more than this share of the articles say nothing about which article it is."""
FOLD = re.compile(r"[\s，。；：、“”《》〈〉（）()]")

Key = tuple[int, int]


@dataclass(frozen=True)
class Text:
    """An article to compare: its key (number, 之几) and its words."""

    key: Key
    words: str


@dataclass(frozen=True)
class Pair:
    """``old`` became ``new``; ``likeness`` runs from 0 to 1, 1 for the same words."""

    old: Key
    new: Key
    likeness: float


def folded(words: str) -> str:
    """Without punctuation and spaces, which differ between copies of one text."""
    return FOLD.sub("", words)


def grams(words: str) -> Counter[str]:
    """The pairs of neighbouring characters with how often each occurs."""
    text = folded(words)
    return Counter(text[n : n + 2] for n in range(max(1, len(text) - 1)))


def likeness(one: str, other: str) -> float:
    """Dice coefficient of two texts, 0 to 1."""
    first, second = grams(one), grams(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def align(old: Sequence[Text], new: Sequence[Text]) -> list[Pair]:
    """The articles that correspond, in the order of the old edition; what is left has no counterpart."""
    candidates = []
    old_grams, new_grams = [grams(one.words) for one in old], [grams(one.words) for one in new]
    for (at, to), shared in _shared(old_grams, new_grams).items():
        total = old_grams[at].total() + new_grams[to].total()
        if 2 * shared / total >= ALIKE / 2:
            alike = 2 * (old_grams[at] & new_grams[to]).total() / total
            if alike >= ALIKE:
                apart = abs(at / max(1, len(old)) - to / max(1, len(new)))
                candidates.append((alike - ORDER_BONUS * apart * 10, alike, at, to))
    candidates.sort(key=lambda found: (-found[0], found[2], found[3]))
    taken_old: dict[int, Pair] = {}
    taken_new: set[int] = set()
    for _, alike, at, to in candidates:
        if at not in taken_old and to not in taken_new:
            taken_old[at] = Pair(old[at].key, new[to].key, round(alike, 3))
            taken_new.add(to)
    return [taken_old[at] for at in sorted(taken_old)]


def _shared(old: list[Counter[str]], new: list[Counter[str]]) -> dict[tuple[int, int], int]:
    """How many telling pairs of characters any two articles have in common (through an inverted index)."""
    where: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for to, counted in enumerate(new):
        for gram, times in counted.items():
            where[gram].append((to, times))
    most = max(4, int(COMMON * len(new)))
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for at, counted in enumerate(old):
        for gram, times in counted.items():
            places = where.get(gram, ())
            if len(places) <= most:
                for to, other in places:
                    shared[at, to] += min(times, other)
    return shared
