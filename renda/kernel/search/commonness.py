"""How common each run of two to four characters is among a town's texts.

Counted over a sample of the newest texts and kept in memory: a pair that is in every third text says
nothing, one that is in two says much, and the sample is enough to tell which is which.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter, OrderedDict
from itertools import repeat

from django.db import connection

from renda.kernel.search import keys
from renda.kernel.search.fold import SEPARATOR, fold_parts
from renda.kernel.search.models import Entry

SAMPLE = 800
LONGEST = 1000
"""Characters of a text that are compared; what a suggestion is about stands at its beginning."""

SIZES = (2, 3, 4)

_KEEP_TOWNS = 8
_FRESH_SECONDS = 600.0
_FRESH_SECONDS_WHEN_SMALL = 5.0


def runs(folded: str) -> list[str]:
    """All runs of 2, 3 and 4 characters, none across punctuation, with repetitions."""
    out: list[str] = []
    for clause in folded.split(SEPARATOR):
        for size in SIZES:
            out.extend([clause[at : at + size] for at in range(len(clause) - size + 1)])
    return out


class Commonness:
    """Document frequencies of runs in a sample of texts."""

    def __init__(self, texts: list[str]) -> None:
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(set(runs(text)))
        self.texts = len(texts)
        self._top = math.log(1 + self.texts) + 1
        self._weights = {run: self._top - math.log(1 + count) for run, count in counts.items() if count > 1}
        self._squares = {run: weight * weight for run, weight in self._weights.items()}

    def weight(self, run: str) -> float:
        """Inverse document frequency, at least 1: the higher, the more telling."""
        return self._weights.get(run, self._top)

    def sum_of_squares(self, distinct: set[str]) -> float:
        """The sum of the squared weights of ``distinct`` runs; one that stands in no other text is not known here."""
        return sum(map(self._squares.get, distinct, repeat(self._top**2)))

    def is_common(self, run: str, share: float) -> bool:
        """Is the run in more than ``share`` of the texts?"""
        return self.texts > 0 and self.weight(run) < self._top - math.log(1 + max(2.0, share * self.texts))


_kept: OrderedDict[tuple, tuple[float, Commonness]] = OrderedDict()
_lock = threading.Lock()


def forget() -> None:
    """Empty the memory (for tests, and after a rebuild)."""
    with _lock:
        _kept.clear()


def of_town(town: int, kind: str) -> Commonness:
    """The town's commonness for ``kind``; counted when it is not known or no longer fresh."""
    key = (connection.settings_dict["NAME"], town, kind)
    with _lock:
        kept = _kept.get(key)
        if kept and time.monotonic() < kept[0]:
            _kept.move_to_end(key)
            return kept[1]
    counted = Commonness(_sample(town, kind))
    fresh = _FRESH_SECONDS if counted.texts >= SAMPLE else _FRESH_SECONDS_WHEN_SMALL
    with _lock:
        _kept[key] = (time.monotonic() + fresh, counted)
        while len(_kept) > _KEEP_TOWNS:
            _kept.popitem(last=False)
    return counted


def _sample(town: int, kind: str) -> list[str]:
    rows = (
        Entry.objects.filter(kind=kind, comparable=True, id__range=keys.town_range(town))
        .order_by("-id")
        .values_list("title", "body")[:SAMPLE]
    )
    return [fold_parts(title, body[:LONGEST]) for title, body in rows]
