"""Titles and snippets with the found words marked: as data, never as HTML."""

from __future__ import annotations

from typing import NamedTuple

from renda.kernel.search.fold import SEPARATOR, fold, fold_with_places
from renda.kernel.search.query import Query

SNIPPET = 90
_LEAD = 18
_PIECE, _OVERLAP = 4000, 200


class Part(NamedTuple):
    """A stretch of text; ``marked`` when it is a found word."""

    text: str
    marked: bool


def _spans(text: str, query: Query) -> list[tuple[int, int, int]]:
    """(start, end, which word) of every found word in ``text``."""
    folded, places = fold_with_places(text)
    spans = []
    for which, word in enumerate(query.words):
        for form in word.forms:
            at = folded.find(form)
            while at >= 0:
                spans.append((places[at], places[at + len(form) - 1] + 1, which))
                at = folded.find(form, at + len(form))
    return sorted(spans)


def _cut(text: str, spans: list[tuple[int, int, int]], start: int, end: int) -> list[Part]:
    parts: list[Part] = []
    at = start
    for low, high, _ in spans:
        low, high = max(low, at), min(high, end)
        if low >= high:
            continue
        if low > at:
            parts.append(Part(text[at:low], False))
        parts.append(Part(text[low:high], True))
        at = high
    if at < end:
        parts.append(Part(text[at:end], False))
    return parts


def marked(text: str, query: Query) -> list[Part]:
    """The whole of ``text`` in parts."""
    return _cut(text, _spans(text, query), 0, len(text))


def _places(folded: str, query: Query) -> list[tuple[int, int, int]]:
    """(start, end, which word) in the folded text, the first 20 of each writing."""
    places = []
    for which, word in enumerate(query.words):
        for form in word.forms:
            at = -1
            for _ in range(20):
                at = folded.find(form, at + 1)
                if at < 0:
                    break
                places.append((at, at + len(form), which))
    return sorted(places)


def _best_start(places: list[tuple[int, int, int]]) -> int:
    """The first place whose neighbourhood shows the most different words."""
    best, most = places[0][0], 0
    for start, _, _ in places[:50]:
        shown = len(
            {which for low, high, which in places if start <= low and high <= start + SNIPPET - _LEAD}
        )
        if shown > most:
            best, most = start, shown
    return best


def _unfolded(text: str, place: int) -> int:
    """Where in ``text`` the folded position ``place`` comes from. Folding a stretch is quick, noting the
    origin of every character is not; what is missing in length tells how far to go on."""
    end = place + 1
    while end < len(text) and (missing := place + 1 - len(fold(text[:end]).rstrip(SEPARATOR))) > 0:
        end += missing
    return end - 1


def snippet(text: str, query: Query) -> list[Part]:
    """About 90 characters of ``text`` around the found words; its beginning when there are none."""
    start = 0
    for at in range(0, len(text), _PIECE - _OVERLAP):
        piece = text[at : at + _PIECE]
        if places := _places(fold(piece), query):
            start = max(0, at + _unfolded(piece, _best_start(places)) - _LEAD)
            break
    window = text[start : start + SNIPPET]
    parts = _cut(window, _spans(window, query), 0, len(window))
    if start > 0:
        parts.insert(0, Part("…", False))
    if start + SNIPPET < len(text):
        parts.append(Part("…", False))
    return parts
