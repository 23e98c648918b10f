"""Texts that look alike: the same matter raised again, this year or years ago.

Two steps. The index gives the texts that share the most telling pairs of characters; those are
compared exactly: cosine of TF-IDF vectors over runs of 2–4 characters, the title counted twice
(Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988).
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from renda.kernel.search import commonness, keys
from renda.kernel.search.backends import backend
from renda.kernel.search.commonness import LONGEST, Commonness, runs
from renda.kernel.search.fold import SEPARATOR, fold, fold_with_places
from renda.kernel.search.grams import pairs
from renda.kernel.search.models import Entry, IndexedTown

PAIRS_ASKED = 56
"""Telling pairs looked up in the index."""
POSTINGS_READ = 100
"""Newest texts read for one pair."""
COMPARED = 40
"""Texts compared exactly."""
TITLE_FACTOR = 1 + math.log(2)
"""What a run in the title weighs more."""
LIKELY = 0.12
"""Score from which two texts are shown as alike."""
SAME_MATTER = 0.2
"""Score from which two texts are put on one line of descent."""
SHOWN = ("kind", "object_id", "title", "body", "year", "happened_on", "url")
"""Columns of an entry that are compared or shown."""


@dataclass(frozen=True)
class Similar:
    """One text that looks like the one asked about. ``score`` is 0–1; ``why_zh`` says why, in plain words."""

    object_id: UUID
    score: float
    why_zh: list[str]
    title: str
    year: int | None
    happened_on: date | None
    url: str


class Prepared:
    """A folded text ready to be compared: its runs, those of its title, and its length as a vector.

    A run weighs its inverse document frequency, 1.7 times that when it stands in the title (once more
    than once, sublinearly); how often it occurs beyond that says little in texts this short.
    """

    __slots__ = ("in_title", "anywhere", "length")

    def __init__(self, title: str, body: str, common: Commonness) -> None:
        self.in_title = frozenset(runs(title))
        self.anywhere = self.in_title.union(runs(body))
        total = common.sum_of_squares
        square = total(self.anywhere) + (TITLE_FACTOR**2 - 1) * total(self.in_title)
        self.length = math.sqrt(square) or 1.0


class Asked:
    """The text asked about, to be compared with many others."""

    def __init__(self, text: Prepared, common: Commonness) -> None:
        self._text = text
        self._values = {
            run: common.weight(run) ** 2 * (TITLE_FACTOR if run in text.in_title else 1.0)
            for run in text.anywhere
        }

    def score(self, other: Prepared) -> float:
        """Cosine with another text, 0–1."""
        value = self._values.__getitem__
        product = sum(map(value, other.anywhere & self._text.anywhere))
        product += (TITLE_FACTOR - 1) * sum(map(value, other.in_title & self._text.anywhere))
        return min(1.0, product / (other.length * self._text.length))


def _telling_pairs(title: str, body: str, common: Commonness) -> dict[str, float]:
    """The pairs worth asking the index for, with their weight: rare ones, and those of the title first."""
    counts = Counter(pairs(body))
    for pair in pairs(title):
        counts[pair] += 2
    values = {pair: (1 + math.log(count)) * common.weight(pair) ** 2 for pair, count in counts.items()}
    best = sorted(values, key=lambda pair: -values[pair])[:PAIRS_ASKED]
    return {pair: values[pair] for pair in best}


class Comparison:
    """Texts of one kind held against the town's in one go: what was prepared or read off the index for one serves the
    next, for the texts on one line of descent share most of their words."""

    def __init__(self, town_id: UUID, kind: str) -> None:
        self.kind = kind
        self.town = IndexedTown.objects.filter(town_id=town_id).values_list("number", flat=True).first()
        self._prepared: dict[int, Prepared] = {}
        self._lists: dict[str, list[int]] = {}

    @cached_property
    def common(self) -> Commonness:
        """What is common in the town; only of a town that is indexed."""
        return commonness.of_town(self.town, self.kind)

    def ranked(
        self, title: str, body: str, exclude: UUID | None, limit: int, least: float
    ) -> list[tuple[float, Entry]]:
        """The entries most like a text, best first, each with its score."""
        title, body = fold(title), fold(body[:LONGEST])
        if self.town is None or not (title or body):
            return []
        candidates = self._candidates(_telling_pairs(title, body, self.common), exclude)
        mine = Asked(Prepared(title, body, self.common), self.common)
        scored = [
            (score, entry)
            for entry in Entry.objects.only(*SHOWN).in_bulk(candidates).values()
            if (score := mine.score(self._text(entry))) >= least
        ]
        scored.sort(key=lambda pair: (-pair[0], -keys.age_of(pair[1].id)))
        return scored[:limit]

    def _candidates(self, asked: dict[str, float], exclude: UUID | None) -> list[int]:
        new = [pair for pair in asked if pair not in self._lists]
        self._lists |= backend().postings(self.town, self.kind, new, POSTINGS_READ)
        scores: dict[int, float] = {}
        for pair, value in asked.items():
            for key in self._lists[pair]:
                scores[key] = scores.get(key, 0.0) + value
        if exclude:
            own = Entry.objects.filter(kind=self.kind, object_id=exclude)
            for key in own.values_list("id", flat=True):
                scores.pop(key, None)
        return heapq.nlargest(COMPARED, scores, key=scores.__getitem__)

    def _text(self, entry: Entry) -> Prepared:
        if entry.id not in self._prepared:
            folded = fold(entry.title), fold(entry.body[:LONGEST])
            self._prepared[entry.id] = Prepared(*folded, self.common)
        return self._prepared[entry.id]


def similar(
    town_id: UUID,
    title: str,
    body: str,
    kind: str = "suggestion.suggestion",
    exclude: UUID | None = None,
    limit: int = 8,
    least: float = LIKELY,
) -> list[Similar]:
    """The town's texts of ``kind`` most like the given one, best first.

    ``exclude``: the object itself. ``least``: smallest score shown. Shows titles: the caller keeps to
    those who may see the town's items of the kind.
    """
    comparison = Comparison(town_id, kind)
    ranked = comparison.ranked(title, body, exclude, limit, least)
    mine = Wording(title, body)
    return [_similar(entry, score, reasons(score, mine, entry, comparison.common)) for score, entry in ranked]


def _similar(entry: Entry, score: float, why_zh: list[str]) -> Similar:
    return Similar(
        object_id=entry.object_id,
        score=round(score, 4),
        why_zh=why_zh,
        title=entry.title,
        year=entry.year,
        happened_on=entry.happened_on,
        url=entry.url,
    )


class Wording:
    """A text as it is written, beside its folded form, to tell what it shares with others."""

    def __init__(self, title: str, body: str) -> None:
        self.title = fold(title)
        self.text = f"{title}。{body[:LONGEST]}"
        self.folded, self.places = fold_with_places(self.text)

    def as_written(self, at: int, length: int) -> str:
        """A stretch of the folded form as it stands in the text; a long one is cut."""
        written = self.text[self.places[at] : self.places[at + length - 1] + 1]
        return written if len(written) <= 16 else written[:15] + "…"


def reasons(score: float, mine: Wording, other: Entry, common: Commonness) -> list[str]:
    """Why two texts look alike, in plain words."""
    why = []
    if mine.title and mine.title == fold(other.title):
        why.append("标题相同")
    if score >= 0.9:
        why.append("内容几乎一样")
    fragments = shared_fragments(mine, fold(f"{other.title}。{other.body[:LONGEST]}"), common)
    if fragments:
        why.append("都说到" + "、".join(f"“{fragment}”" for fragment in fragments))
    return why


def shared_fragments(mine: Wording, other: str, common: Commonness, most: int = 4) -> list[str]:
    """The most telling stretches of a text that also stand in the folded ``other``, as written in the text."""
    folded = mine.folded
    found: dict[str, tuple[float, int]] = {}
    at = 0
    while at < len(folded) - 1:
        end = at
        while end < len(folded) and folded[end] != SEPARATOR and folded[at : end + 1] in other:
            end += 1
        if end - at >= 2:
            fragment = folded[at:end]
            telling = [common.weight(pair) for pair in pairs(fragment) if not common.is_common(pair, 0.04)]
            if telling and fragment not in found:
                found[fragment] = (sum(telling) / math.sqrt(len(fragment)), at)
        at = max(end, at + 1)
    best: list[str] = []
    for fragment in sorted(found, key=lambda piece: -found[piece][0]):
        if not any(fragment in kept or kept in fragment for kept in best):
            best.append(fragment)
    return [mine.as_written(found[fragment][1], len(fragment)) for fragment in best[:most]]


def lineage(
    town_id: UUID, object_id: UUID, kind: str = "suggestion.suggestion", limit: int = 20
) -> list[Similar]:
    """The line of descent (事项家谱) of a matter: the item itself (score 1) and the same matter in other
    years, oldest first, without reasons; [] when the item is not indexed.

    A step goes to texts scoring at least ``SAME_MATTER``; from the oldest and the newest found it goes
    on once more, so that a matter whose wording drifted over the years stays one line.
    """
    start = Entry.objects.filter(kind=kind, object_id=object_id, town_id=town_id).first()
    if start is None:
        return []
    line = {object_id: Similar(object_id, 1.0, [], start.title, start.year, start.happened_on, start.url)}
    comparison = Comparison(town_id, kind)
    _follow(comparison, start, line, limit)
    ordered = _by_day(line)
    for end in {ordered[0].object_id, ordered[-1].object_id} - {object_id}:
        _follow(comparison, Entry.objects.get(kind=kind, object_id=end), line, limit)
    return _by_day(line)[:limit]


def _follow(comparison: Comparison, entry: Entry, line: dict[UUID, Similar], limit: int) -> None:
    ranked = comparison.ranked(entry.title, entry.body, entry.object_id, limit, SAME_MATTER)
    for score, found in ranked:
        line.setdefault(found.object_id, _similar(found, score, []))


def _by_day(line: dict[UUID, Similar]) -> list[Similar]:
    return sorted(line.values(), key=lambda item: (item.happened_on or date.min, str(item.object_id)))
