"""Names one character away from a known person's, where a post stands beside them.

A name is never held against the roll by itself: people outside the roll have names too. Only where text gives a post to
somebody whose name nobody on the roll has, and exactly one on the roll has one that sounds or looks like it, this is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from renda.foundation.chinese.names import COMPOUND_SURNAMES, SURNAMES

POSTS = (
    "人大主席|人大副主席|主席团成员|副主席|主席|副镇长|镇长|副乡长|乡长|党委书记|副书记|书记|党委委员|主任|组长|所长|站长|局长|代表小组|"
    "执行主席|总监票人|监票人|计票人|召集人|委员|代表|选民|村民|秘书长|干事|会计|联络员"
)
AFTER = "同志|代表|主席|副主席|镇长|副镇长|乡长|书记|主任|委员|组长|所长|站长|局长|等"
BESIDE = re.compile(rf"(?:{POSTS})[：:]?(?=[\u4e00-\u9fff])")
BEHIND = re.compile(rf"(?:{AFTER})")
LENGTHS = (2, 3, 4)
Alike = Callable[[str, str], bool]


@dataclass(frozen=True)
class NameMiss:
    """``text[start:end]`` is not on the roll; ``meant`` is, and sounds or looks alike."""

    start: int
    end: int
    meant: str


class Roll:
    """Known names, and what they look like with one character covered."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = frozenset(name for name in known if len(name) in LENGTHS)
        self.covered: dict[tuple[int, str], list[str]] = defaultdict(list)
        for name in sorted(self.known):
            for at in range(len(name)):
                self.covered[at, name[:at] + name[at + 1 :]].append(name)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where known names stand."""
        for at in range(len(text)):
            for size in LENGTHS:
                if text[at : at + size] in self.known and at + size <= len(text):
                    yield at, at + size

    def meant_by(self, piece: str, alike: Alike) -> str | None:
        """The only known name that ``piece`` misses by one character or the order of the given name; None otherwise."""
        if piece in self.known or not looks_like_one(piece):
            return None
        found = {
            name
            for at in range(len(piece))
            for name in self.covered.get((at, piece[:at] + piece[at + 1 :]), ())
            if alike(piece[at], name[at])
        }
        if len(piece) == 3 and piece[0] + piece[2] + piece[1] in self.known:
            found.add(piece[0] + piece[2] + piece[1])
        return found.pop() if len(found) == 1 else None


def looks_like_one(piece: str) -> bool:
    """Whether it begins like a person's name."""
    return piece[0] in SURNAMES or piece[:2] in COMPOUND_SURNAMES


def near_misses(text: str, roll: Roll, alike: Alike) -> list[NameMiss]:
    """Names beside a post that miss a known name by one character."""
    if not roll.known:
        return []
    taken = set()
    for start, end in roll.spans(text):
        taken.update(range(start, end))
    found: dict[tuple[int, int], NameMiss] = {}
    for start, end in _places(text):
        if taken.isdisjoint(range(start, end)):
            meant = roll.meant_by(text[start:end], alike)
            if meant:
                found[start, end] = NameMiss(start, end, meant)
    return _apart(found.values())


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of two to four characters right after or right before a post."""
    for post in BESIDE.finditer(text):
        yield from ((post.end(), post.end() + size) for size in LENGTHS if post.end() + size <= len(text))
    for post in BEHIND.finditer(text):
        yield from ((post.start() - size, post.start()) for size in LENGTHS if post.start() >= size)


def _apart(found: Collection[NameMiss]) -> list[NameMiss]:
    kept: list[NameMiss] = []
    for miss in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(miss.end <= other.start or miss.start >= other.end for other in kept):
            kept.append(miss)
    return sorted(kept, key=lambda one: one.start)


_SURNAME = f"(?:{'|'.join(sorted(COMPOUND_SURNAMES))}|[{''.join(sorted(SURNAMES))}])"
_AFTER_POST = re.compile(rf"(?:{POSTS})[：:]?({_SURNAME}[\u4e00-\u9fff]{{1,2}})(?=[，。、；：（）\s]|同志|$)")
_BEFORE_POST = re.compile(rf"({_SURNAME}[\u4e00-\u9fff]{{1,2}})(?:同志|先生|女士|（|等)")
_IN_LIST = re.compile(rf"(?<![\u4e00-\u9fff])({_SURNAME}[\u4e00-\u9fff]{{1,2}})(?![\u4e00-\u9fff])")


def unquestioned(text: str, roll: Roll) -> set[int]:
    """Positions of names, known or likely, that no statistics may question."""
    positions: set[int] = set()
    for start, end in roll.spans(text):
        positions.update(range(start, end))
    for pattern in (_AFTER_POST, _BEFORE_POST, _IN_LIST):
        for found in pattern.finditer(text):
            positions.update(range(*found.span(1)))
    return positions
