"""Rows of a scan that the recognition was not sure of: each is asked about once, beside what else is found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from renda.kernel.documents.reading import patterns
from renda.kernel.documents.reading.result import UnclearRow
from renda.modules.drafting.renewal.model import FLAGGED, Choice, Place, distinct
from renda.modules.drafting.renewal.slots import Slot

REASON = "这一行看不清，请对照原件"
NOT_PLACED = "扫描件第{}页“{}”这一行看不清，请对照原件核对"
NUMBERED = (
    re.compile(r"^附\s*件[：:]\s*(?:\d{1,2}[.、．])?\s*"),
    *(pattern for _, pattern in patterns.HEADINGS),
)
SHORTEST = 2
Stretch = tuple[int, int, UnclearRow]
"""Where in a text the words of a row stand."""


def find_rows(
    slots: Sequence[Slot], rows: Iterable[UnclearRow]
) -> tuple[dict[str, list[Stretch]], list[str]]:
    """By path, where each row's words stand, and notes on the rows that were not found.

    Args:
        slots: the texts of the paper in reading order.
        rows: in reading order, so that of two equal rows each is found at its own place.
    """
    found: dict[str, list[Stretch]] = {}
    notes = []
    at = 0
    for row in rows:
        hits = list(_hits(slots[at:], row, found)) or list(_hits(slots[:at], row, found))
        if not hits:
            notes.append(NOT_PLACED.format(row.page, row.text))
            continue
        for slot, start, end in hits:
            found.setdefault(slot.path, []).append((start, end, row))
        at = slots.index(hits[0][0])
    return found, notes


def _hits(
    slots: Sequence[Slot], row: UnclearRow, found: Mapping[str, list[Stretch]]
) -> Iterator[tuple[Slot, int, int]]:
    """The stretch that holds the row; of a row that became several texts (the addressees, cells) every one."""
    for words in dict.fromkeys((row.text, *(pattern.sub("", row.text) for pattern in NUMBERED))):
        for slot in slots:
            taken = max((end for _, end, _ in found.get(slot.path, ())), default=0)
            start = slot.text.find(words, taken) if words else -1
            if start >= 0:
                yield slot, start, start + len(words)
                return
    for slot in slots:
        if len(slot.text) >= SHORTEST and slot.text in row.text and slot.path not in found:
            yield slot, 0, len(slot.text)


def with_unclear(slot: Slot, places: Sequence[Place], stretches: Iterable[Stretch]) -> list[Place]:
    """The places of a text with what is unclear: a place that rests on a doubtful character is to be ruled on, and
    the words around other doubtful ones are a place of their own."""
    answer = list(places)
    for start, end, row in stretches:
        doubtful = _doubtful(slot, start, end, row)
        answer = [
            _flagged(place) if any(place.start <= at < place.end for at in doubtful) else place
            for place in answer
        ]
        for left, right in _between(start, end, answer):
            if any(left <= at < right for at in doubtful):
                answer.append(_own(slot, left, right, row))
    return sorted(answer, key=lambda place: place.start)


def _doubtful(slot: Slot, start: int, end: int, row: UnclearRow) -> list[int]:
    """Where in the text the doubtful characters stand."""
    offset = row.text.find(slot.text[start:end])
    return [start + at - offset for at in row.doubtful_places() if start <= start + at - offset < end]


def _between(start: int, end: int, places: Iterable[Place]) -> Iterator[tuple[int, int]]:
    """What of a stretch belongs to no place."""
    at = start
    for place in sorted(places, key=lambda one: one.start):
        if place.end <= at or place.start >= end:
            continue
        if place.start > at:
            yield at, place.start
        at = place.end
    if at < end:
        yield at, end


def _flagged(place: Place) -> Place:
    if place.must_be_ruled or place.reason.startswith(REASON):
        return replace(place, reason=_with_reason(place.reason))
    offered = (Choice(place.new, place.reason),) if place.new else ()
    return replace(
        place, decision=FLAGGED, reason=_with_reason(place.reason), choices=distinct(*offered, *place.choices)
    )


def _with_reason(reason: str) -> str:
    return reason if reason.startswith(REASON) else f"{REASON}；{reason}"


def _own(slot: Slot, start: int, end: int, row: UnclearRow) -> Place:
    text = slot.text[start:end]
    return Place("unclear", slot.path, start, end, text, None, FLAGGED, REASON, f"扫描件第{row.page}页")


def row_of(slots: Sequence[Slot], rows: Sequence[UnclearRow], place: Place) -> UnclearRow | None:
    """The unclear row a place stands in; None when it stands in none."""
    found, _ = find_rows(slots, rows)
    return next(
        (row for start, end, row in found.get(place.path, ()) if place.start < end and place.end > start),
        None,
    )
