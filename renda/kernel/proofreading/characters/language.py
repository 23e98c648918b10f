"""How usual a piece of text is: the statistics of this installation as a language model.

Probabilities of a character after up to three others, each order smoothed by the next lower one with a fixed amount of
belief (Dirichlet prior; MacKay and Peto 1995); beside it the most probable cutting into dictionary words.
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

from renda.kernel.proofreading.characters import store
from renda.kernel.proofreading.characters.build import FILE, LEVEL_SIGN, folder

BELIEF = {2: 12.0, 3: 6.0, 4: 3.0}  # occurrences that the lower order weighs
UNKNOWN_CHARACTER = math.log(1e-8)
UNKNOWN_WORD = -17.0
LONGEST = 5
REACH = 3  # characters on either side that a changed character touches
SOUND, NEAR, SHAPE, KEY = "sound", "near", "shape", "key"


class Language:
    """The statistics of one file, ready to be asked."""

    def __init__(self, statistics: store.Statistics) -> None:
        self.about = statistics.about
        self._tables = statistics.tables
        self._single = {line[0]: float(line[2:]) for line in statistics.lines("singles") if line}
        total = math.log(max(1, statistics.about["word_total"]))
        self._base = [math.log(count) - total for count in store.LEVELS]
        self.words = {line[:-1]: ord(line[-1]) - LEVEL_SIGN for line in statistics.lines("words") if line}
        self._shares = {word: self._base[level] for word, level in self.words.items()}
        rows = (line.split("\t") for line in statistics.lines("readings") if line)
        self.readings: dict[str, tuple[str, ...]] = {row[0]: tuple(row[1].split(" ")) for row in rows}
        self.texts_total = sum(source["characters"] for source in statistics.about["sources"])
        self._alike = {line[0]: line for line in statistics.lines("alike") if line}
        rows = (line.split("\t") for line in statistics.lines("pairs") if line)
        self._pairs = {row[0]: row[1] for row in rows}
        rows = (line.split("\t") for line in statistics.lines("beside") if line)
        self._beside = {row[0]: (row[1], row[2]) for row in rows}
        self.count = lru_cache(maxsize=1 << 17)(self._count)
        self.share = lru_cache(maxsize=1 << 17)(self._share)
        self.beside = lru_cache(maxsize=8192)(self._beside_of)
        self.alike = lru_cache(maxsize=8192)(self._alike_of)
        self.alike_set = lru_cache(maxsize=8192)(lambda character: frozenset(self.alike(character)))
        self.words_sounding = lru_cache(maxsize=8192)(self._words_sounding)

    def knows(self, character: str) -> bool:
        """Whether anything is known about the character."""
        return character in self._alike

    def single(self, character: str) -> float:
        """Logarithm of the probability of one character."""
        return self._single.get(character, UNKNOWN_CHARACTER)

    def _count(self, sequence: str) -> float:
        table = self._tables.get(len(sequence))
        return table.count(sequence) if table else 0.0

    def _share(self, sequence: str) -> float:
        """Probability of the last character of ``sequence`` (at most four) after the others."""
        if len(sequence) == 1:
            return math.exp(self.single(sequence))
        lower = self.share(sequence[1:])
        before = sequence[:-1]
        if len(before) == 1:
            seen = math.exp(self.single(before)) * self.texts_total
        else:
            seen = self.count(before)
        belief = BELIEF[len(sequence)]
        if not seen:
            return lower
        found = self.count(sequence)
        return (found + belief * lower) / (max(seen, found) + belief)

    def window(self, text: str, start: int, end: int) -> float:
        """Logarithm of the probability of the characters ``start`` to ``end`` of ``text`` after what precedes them."""
        share = self.share
        return sum(
            math.log(share(text[max(0, at - REACH) : at + 1])) for at in range(start, min(end, len(text)))
        )

    def cut(self, text: str) -> float:
        """Logarithm of the probability of the best cutting of ``text`` into words."""
        shares, size = self._shares, len(text)
        best = [0.0] + [-1e9] * size
        for start in range(size):
            here = best[start]
            for end in range(start + 1, min(size, start + LONGEST) + 1):
                share = shares.get(text[start:end])
                if share is None:
                    if end > start + 1:
                        continue
                    share = UNKNOWN_WORD
                if here + share > best[end]:
                    best[end] = here + share
        return best[size]

    def _alike_of(self, character: str) -> dict[str, str]:
        """Characters that may have been meant, each with the nearest channel."""
        line = self._alike.get(character)
        if line is None:
            return {}
        _self, same, near, shape = line.split("\t")
        found = dict.fromkeys(shape, SHAPE)
        found.update(dict.fromkeys(near, NEAR))
        found.update(dict.fromkeys(same, SOUND))
        return found

    def _beside_of(self, character: str) -> tuple[frozenset[str], frozenset[str]]:
        """Characters seen after ``character``, and before it."""
        after, before = self._beside.get(character, ("", ""))
        return frozenset(after), frozenset(before)

    def _words_sounding(self, first: str, second: str) -> list[str]:
        """Two-character words with these two syllables."""
        joined = self._pairs.get(f"{first} {second}", "")
        return [joined[at : at + 2] for at in range(0, len(joined), 2)]


@lru_cache(maxsize=2)
def _opened(path: Path, changed: int) -> Language:
    return Language(store.Statistics(path))


def language(target: Path | None = None) -> Language | None:
    """The statistics in the folder ``target`` (default: this installation's); None when there are none that can be read."""
    path = (target or folder()) / FILE
    try:
        return _opened(path, path.stat().st_mtime_ns)
    except (FileNotFoundError, store.StatisticsUnreadable):
        return None
