"""Counting sequences of characters in texts of any amount with bounded memory, and joining the counts."""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from renda.kernel.proofreading.characters.normal import FIRST, LAST, MARK, normal
from renda.kernel.proofreading.characters.store import LEVELS, ORDERS, Table, key_of

FULL = 600_000  # sequences held before they are set aside in sorted order
AT_ONCE = 64  # texts between two reports of progress

Run = tuple[array, array]  # sorted keys, their counts


class Counts:
    """Sequences of two to four characters and single characters, counted piece by piece."""

    def __init__(self, weight: float = 1.0, in_several: int = 1) -> None:
        self.weight, self.in_several = weight, in_several
        self.single: Counter[str] = Counter()
        self.characters = 0
        self._now: dict[int, Counter[str]] = {order: Counter() for order in ORDERS}
        self._aside: dict[int, list[Run]] = {order: [] for order in ORDERS}

    def add(self, text: str) -> None:
        """Count one piece; its ends count as marks."""
        shaped = MARK + normal("".join(text.split())) + MARK
        self.characters += len(shaped) - 2
        self.single.update(character for character in shaped if FIRST <= character <= LAST)
        for order, counter in self._now.items():
            pieces = (shaped[at : at + order] for at in range(len(shaped) - order + 1))
            counter.update(pieces if self.in_several == 1 else set(pieces))
        if sum(map(len, self._now.values())) > FULL:
            self._set_aside()

    def _set_aside(self) -> None:
        for order, counter in self._now.items():
            if counter:
                pairs = sorted((key_of(piece), count) for piece, count in counter.items())
                keys, counts = (
                    array("Q", (key for key, _ in pairs)),
                    array("I", (count for _, count in pairs)),
                )
                self._aside[order].append((keys, counts))
            self._now[order] = Counter()

    def finished(self, order: int) -> Iterator[tuple[int, float]]:
        """Sorted (key, weighted count) of one length."""
        self._set_aside()
        for key, count in joined(zip(*run, strict=True) for run in self._aside[order]):
            if count >= self.in_several:
                yield key, count * self.weight


def joined(runs: Iterable[Iterable[tuple[int, float]]]) -> Iterator[tuple[int, float]]:
    """Sorted runs as one, equal keys added up."""
    for key, same in groupby(heapq.merge(*runs), key=itemgetter(0)):
        yield key, sum(count for _key, count in same)


def entries(table: Table) -> Iterator[tuple[int, float]]:
    """Keys and counts of a stored table, in order."""
    return ((key, LEVELS[level]) for key, level in zip(table.keys, table.levels, strict=True))


def count_texts(texts: Iterable[str], counts: Counts, each: Callable[[int], None]) -> None:
    """Count ``texts``; ``each`` is told the number of characters so far and may raise to stop."""
    for number, text in enumerate(texts, 1):
        counts.add(text)
        if number % AT_ONCE == 0:
            each(counts.characters)
