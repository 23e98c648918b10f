"""Fixed terms of the congress: what stands one slip away from one of them is hardly meant.

One slip is a character for another that sounds or looks like it, a character left out, doubled or swapped with the
next. The terms and turns of phrase are ours (``terms.yaml``, ``phrases.yaml``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import ne
from pathlib import Path

import yaml

HERE = Path(__file__).parent
CERTAIN_FROM = 5  # characters from which a near miss of a term is no longer open to doubt
OTHER, MISSING, DOUBLED, SWAPPED = "other", "missing", "doubled", "swapped"
Alike = Callable[[str, str], bool]


@dataclass(frozen=True)
class NearMiss:
    """``text[start:end]`` misses ``term`` by one slip of ``kind``; ``wrong_at`` is the character that differs."""

    start: int
    end: int
    term: str
    kind: str
    wrong_at: int


@lru_cache(maxsize=1)
def terms() -> frozenset[str]:
    """All fixed terms."""
    groups = yaml.safe_load((HERE / "terms.yaml").read_text("utf-8"))["terms"]
    return frozenset(term for group in groups.values() for term in group.split())


@lru_cache(maxsize=1)
def also_right() -> tuple[str, ...]:
    """What looks like a near miss and is right as it stands."""
    return tuple(yaml.safe_load((HERE / "terms.yaml").read_text("utf-8"))["also_right"].split())


@lru_cache(maxsize=1)
def phrases() -> tuple[str, ...]:
    """Terms and turns of phrase, for the language statistics."""
    groups = yaml.safe_load((HERE / "phrases.yaml").read_text("utf-8"))
    usual = [phrase for group in groups.values() for phrase in group.split()]
    return (*sorted(terms()), *usual)


class _Index:
    """The terms by their first and last two characters, and their shortened and swapped forms by the first two."""

    def __init__(self, known: frozenset[str]) -> None:
        self.heads: dict[str, list[str]] = defaultdict(list)
        self.tails: dict[str, list[str]] = defaultdict(list)
        self.forms: dict[str, list[tuple[str, str, str, int]]] = defaultdict(list)
        self.all_heads: dict[str, list[str]] = defaultdict(list)
        for term in sorted(known):
            self.all_heads[term[:2]].append(term)
            if len(term) < 4:
                continue
            self.heads[term[:2]].append(term)
            self.tails[term[-2:]].append(term)
            for form, kind, at in slips(term):
                if form not in known:
                    self.forms[form[:2]].append((form, term, kind, at))


def slips(term: str) -> Iterator[tuple[str, str, int]]:
    """A term with one inner character left out (from five characters on) or doubled, or two swapped.

    At the ends, what stands before or after the term may explain the form (健全全过程人民民主, 人大代表表决), so there only long
    terms are swapped, and the last but one may be missing because something else follows (美丽乡村设计).
    """
    last = len(term) - 1
    for at, character in enumerate(term):
        inner = 0 < at < last
        if 0 < at < last - 1 and len(term) >= CERTAIN_FROM:
            yield term[:at] + term[at + 1 :], MISSING, at
        if inner and character not in (term[at - 1], term[at + 1]):
            yield term[: at + 1] + term[at:], DOUBLED, at
        if at < last and character != term[at + 1] and (len(term) > CERTAIN_FROM or 0 < at < last - 1):
            yield term[:at] + term[at + 1] + character + term[at + 2 :], SWAPPED, at


@lru_cache(maxsize=1)
def _index() -> _Index:
    return _Index(terms())


def near_misses(text: str, alike: Alike) -> list[NearMiss]:
    """Near misses of fixed terms in ``text``; of those over one another the longest term stands.

    ``alike(wrong, right)`` says whether a hand or an eye may take the two characters for one another.
    """
    index = _index()
    exact = _exact(text, index)
    found: list[NearMiss] = []
    for at in range(len(text) - 1):
        pair = text[at : at + 2]
        for form, term, kind, where in index.forms.get(pair, ()):
            if text.startswith(form, at) and not _is_right(text, at + where):
                found.append(NearMiss(at, at + len(form), term, kind, at + where))
        for term in index.heads.get(pair, ()):
            found.extend(_other(text, at, term, alike))
        for term in index.tails.get(pair, ()):
            found.extend(_other(text, at + 2 - len(term), term, alike))
    return _settled([miss for miss in found if not _within(miss, exact)])


def _exact(text: str, index: _Index) -> list[tuple[int, int]]:
    """Where terms stand as they should."""
    return [
        (at, at + len(term))
        for at in range(len(text) - 1)
        for term in index.all_heads.get(text[at : at + 2], ())
        if text.startswith(term, at)
    ]


def _within(miss: NearMiss, exact: list[tuple[int, int]]) -> bool:
    """Whether the very characters that seem wrong are part of a term that is right (大主席团 in 人大主席团)."""
    first = miss.wrong_at - (miss.kind == MISSING)
    last = miss.wrong_at + (miss.kind in (DOUBLED, SWAPPED))
    if miss.kind == SWAPPED:
        return any(start <= last and first < end for start, end in exact)
    return any(start <= first and last < end for start, end in exact)


def _other(text: str, start: int, term: str, alike: Alike) -> Iterator[NearMiss]:
    size = len(term)
    piece = text[start : start + size] if start >= 0 else ""
    if len(piece) != size or piece == term or sum(map(ne, piece, term)) != 1:
        return
    at = next(at for at in range(size) if piece[at] != term[at])
    if alike(piece[at], term[at]) and piece not in terms() and not _is_right(text, start + at):
        yield NearMiss(start, start + size, term, OTHER, start + at)


def _is_right(text: str, wrong_at: int) -> bool:
    """Whether the character belongs to something that is listed as right."""
    for right in also_right():
        start = text.find(right, max(0, wrong_at - len(right) + 1), wrong_at + len(right))
        if start >= 0:
            return True
    return False


def _settled(found: list[NearMiss]) -> list[NearMiss]:
    found = sorted(set(found), key=lambda miss: (-len(miss.term), miss.start))
    kept: list[NearMiss] = []
    for miss in found:
        if all(miss.end <= other.start or miss.start >= other.end for other in kept):
            kept.append(miss)
    return sorted(kept, key=lambda miss: miss.start)
