"""Titles and snippets with the found words marked: as data, never as HTML."""

from __future__ import annotations

from typing import NamedTuple

from renda.kernel.search.fold import fold, fold_with_places
from renda.kernel.search.query import Query

SNIPPET = 90
_LEAD = 18
_PIECE, _OVERLAP = 600, 150


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


def _best_start(spans: list[tuple[int, int, int]]) -> int:
    """The first span whose neighbourhood shows the most different words."""
    best, most = spans[0][0], 0
    for start, _, _ in spans[:50]:
        shown = len({which for low, high, which in spans if start <= low and high <= start + SNIPPET - _LEAD})
        if shown > most:
            best, most = start, shown
    return best


def snippet(text: str, query: Query) -> list[Part]:
    """About 90 characters of ``text`` around the found words; its beginning when there are none."""
    for at in range(0, max(len(text), 1), _PIECE - _OVERLAP):
        piece = text[at : at + _PIECE]
        plain = fold(piece)
        if any(word.is_in(plain) for word in query.words):
            spans = _spans(piece, query)
            break
    else:
        piece, spans, at = text[:_PIECE], [], 0
    start = max(0, _best_start(spans) - _LEAD) if spans else 0
    end = min(len(piece), start + SNIPPET)
    parts = _cut(piece, spans, start, end)
    if at + start > 0:
        parts.insert(0, Part("…", False))
    if at + end < len(text):
        parts.append(Part("…", False))
    return parts
