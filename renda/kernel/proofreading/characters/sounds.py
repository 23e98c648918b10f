"""Sounds of characters, and which of them an ear or a hand on the keyboard takes for one another.

Readings come from the package pypinyin (MIT); near sounds are those of southern speakers and of fuzzy input.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

PAIRS_AT_START = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("h", "f"), ("l", "r"))
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def without_tone(syllable: str) -> str:
    """A syllable in plain letters; ü as v."""
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in letters if "a" <= letter <= "z")


def initial_swapped(syllable: str) -> set[str]:
    found = set()
    for long, short in PAIRS_AT_START:
        if syllable.startswith(long):
            found.add(short + syllable[len(long) :])
        elif syllable.startswith(short) and not syllable.startswith(short + "h"):
            found.add(long + syllable[len(short) :])
    return found


def final_swapped(syllable: str) -> set[str]:
    if syllable.endswith("ng"):
        return {syllable[:-1]}
    return {syllable + "g"} if syllable.endswith("n") and len(syllable) > 1 else set()


@cache
def near_sounds(syllable: str) -> frozenset[str]:
    """Syllables (some of them not in use) one or two of the usual confusions away."""
    once = initial_swapped(syllable) | final_swapped(syllable)
    twice = {other for one in initial_swapped(syllable) for other in final_swapped(one)}
    return frozenset((once | twice) - {syllable})


def _neighbours() -> dict[str, str]:
    beside: dict[str, set[str]] = defaultdict(set)
    for number, row in enumerate(ROWS):
        for at, key in enumerate(row):
            beside[key].update(row[max(0, at - 1) : at] + row[at + 1 : at + 2])
            if number + 1 < len(ROWS):
                below = ROWS[number + 1][max(0, at - 1) : at + 1]
                beside[key].update(below)
                for other in below:
                    beside[other].add(key)
    return {key: "".join(sorted(others)) for key, others in beside.items()}


NEIGHBOURS = _neighbours()


@cache
def keyboard_slips(syllable: str) -> frozenset[str]:
    """Letters that come out when one key is missed by a neighbour, left out, or two are swapped."""
    found = set()
    for at, letter in enumerate(syllable):
        before, after = syllable[:at], syllable[at + 1 :]
        found.update(before + other + after for other in NEIGHBOURS.get(letter, ""))
        found.add(before + after)
        if after:
            found.add(before + after[0] + letter + after[1:])
    return frozenset(found - {syllable, ""})


def readings(characters: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Character → its syllables without tone, the most usual first."""
    from pypinyin.constants import PINYIN_DICT

    found = {}
    for character in characters:
        spelled = PINYIN_DICT.get(ord(character), "")
        syllables = dict.fromkeys(without_tone(one) for one in spelled.split(",") if one)
        if syllables:
            found[character] = tuple(syllables)
    return found


def word_reading(word: str, table: Mapping[str, tuple[str, ...]]) -> str:
    """The syllables of a word, joined by blanks; known words by the dictionary, others by the usual readings."""
    from pypinyin.constants import PHRASES_DICT

    spelled = PHRASES_DICT.get(word)
    if spelled and len(spelled) == len(word):
        return " ".join(without_tone(one[0]) for one in spelled)
    return " ".join(table[character][0] if character in table else "?" for character in word)
