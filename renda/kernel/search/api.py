"""The search as the rest of the product uses it."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from renda.kernel.search import index as _index
from renda.kernel.search import keys, sources
from renda.kernel.search.about import About, with_names
from renda.kernel.search.backends import Narrowing, Row, backend
from renda.kernel.search.fold import fold
from renda.kernel.search.marks import Part, marked, snippet
from renda.kernel.search.models import Entry, IndexedTown
from renda.kernel.search.nearest import Near, telling_pairs
from renda.kernel.search.nearest import nearest as nearest_in
from renda.kernel.search.query import Query, Word, parse
from renda.kernel.search.sources import EntryData
from renda.kernel.units.scope import has_active_town

CAP = 500
"""Hits are counted up to here; more are told as "500+". Pages go on behind it as far as there are hits."""


SHORT_STRETCH = 60
"""Hits read further when the first stretch was not quite enough."""
NEAREST = 6
"""So many nearest or related entries are shown."""
FAIR_SHARE, RELATED_SHARE = 0.3, 0.3
"""How much of a question, or of a title and its names, an entry must hold to be shown as near."""

_paused: ContextVar[bool] = ContextVar("renda_search_refresh_paused", default=False)


class _Everything:
    """The actor of the command line and of rebuilds: sees all, asks no policy."""


EVERYTHING = _Everything()


@dataclass(frozen=True)
class Hit:
    """One thing found. ``title`` and ``snippet`` are parts with marks: data, not HTML."""

    kind: str
    object_id: UUID
    town_id: UUID
    title: list[Part]
    snippet: list[Part]
    happened_on: date | None
    url: str
    facets: dict

    @property
    def label_zh(self) -> str:
        """What kind of thing it is, in office words."""
        return sources.label_of(self.kind)


@dataclass(frozen=True)
class Results:
    """One page of hits. ``total`` counts what the actor may see; ``capped``: there are more than ``total``."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    capped: bool = False
    notes: tuple[str, ...] = ()

    @property
    def total_zh(self) -> str:
        """The count as shown: 86, or 500+."""
        return f"{self.total}+" if self.capped else str(self.total)


def index(
    kind: str,
    object_id: UUID,
    town_id: UUID,
    title: str,
    body: str = "",
    happened_on: date | None = None,
    url: str = "",
    facets: dict | None = None,
) -> None:
    """Make one thing findable, or bring it up to date; inside the caller's transaction."""
    _index.index_many(kind, [EntryData(object_id, town_id, title, body, happened_on, url, facets or {})])


def index_many(kind: str, items: list[EntryData]) -> None:
    """The same for many things of one kind (an import)."""
    _index.index_many(kind, items)


def first_year(town_id: UUID) -> int | None:
    """The year of the oldest dated entry of the town, read off its id; None when nothing is dated."""
    town = IndexedTown.objects.filter(town_id=town_id).values_list("number", flat=True).first()
    if town is None:
        return None
    dated = Entry.objects.filter(id__range=keys.year_range(town, date.min.year, date.max.year))
    oldest = dated.order_by("id").values_list("id", flat=True).first()
    return keys.year_of(oldest) if oldest else None


@contextmanager
def refresh_paused() -> Iterator[None]:
    """Inside the block ``refresh`` does nothing: for making very much at once, followed by ``rebuild``."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def refresh(kind: str, obj: Any) -> None:
    """Bring ``obj`` up to date through its registered source; out of the search when the source keeps nothing."""
    if _paused.get():
        return
    data = sources.source(kind).entry(obj)
    if data is None:
        _index.remove_many(kind, [obj.pk])
    else:
        _index.index_many(kind, [data])


def remove(kind: str, object_id: UUID) -> None:
    """Take one thing out of the search; nothing happens when it was not in."""
    _index.remove_many(kind, [object_id])


def forget_town(town_id: UUID) -> None:
    """Take everything of a town out of the search."""
    _index.forget_town(town_id)


def _town_rows(town: int, query: Query, narrow: Narrowing, chunk: int) -> Iterator[Row]:
    below: int | None = None
    while True:
        rows, below = backend().find(town, query, narrow, below, chunk)
        yield from rows
        if below is None:
            return
        # A page is often full but for a few: read a short stretch, then longer ones.
        chunk = SHORT_STRETCH if chunk > CAP else min(2 * chunk, CAP)


def _candidates(places: list[tuple[int, Narrowing]], query: Query) -> Iterator[Row]:
    """All hits of the places, newest first, read a stretch at a time."""
    chunk = max(40, (CAP + 1) // max(1, len(places)) + 1)
    streams = [_town_rows(town, query, narrow, chunk) for town, narrow in places]
    if len(streams) == 1:
        return streams[0]
    return heapq.merge(*streams, key=lambda row: -keys.age_of(row.id))


def _allowed(actor: Any, rows: list[Row], about: About | None = None) -> list[Row]:
    """The rows that are about what was asked for and whose source's policy lets the actor see them."""
    if about:
        kept = about.keep([row.id for row in rows])
        rows = [row for row in rows if row.id in kept]
    if actor is EVERYTHING:
        return rows
    asked = [(row, row.object_id) for row in rows]
    by_kind: dict[str, list[UUID]] = {}
    for row, object_id in asked:
        by_kind.setdefault(row.kind, []).append(object_id)
    seen = {kind: set(sources.source(kind).visible(actor, ids)) for kind, ids in by_kind.items()}
    return [row for row, object_id in asked if object_id in seen[row.kind]]


def _kinds(actor: Any, kinds: Iterable[str] | None) -> tuple[str, ...] | None:
    """The kinds to look through; None when there is nothing to look through, () for no limit."""
    if actor is EVERYTHING:
        return tuple(kinds or ())
    reach = {known.key for known in sources.all_sources() if known.within_reach(actor)}
    wanted = reach if kinds is None else reach & set(kinds)
    return tuple(sorted(wanted)) or None


def _places(
    town_ids: list[UUID], kinds: tuple[str, ...], years: tuple[int, ...]
) -> list[tuple[int, Narrowing]]:
    """Where is looked for what: the towns for every kind, places beside them for the kinds that have some."""
    wanted = {town_id: Narrowing(kinds, years) for town_id in town_ids}
    beside: dict[UUID, list[str]] = {}
    for source in sources.all_sources() if has_active_town() else ():
        if not kinds or source.key in kinds:
            for place in source.beside():
                beside.setdefault(place, []).append(source.key)
    for place, keys_there in beside.items():
        wanted.setdefault(place, Narrowing(tuple(keys_there), years))
    numbers = IndexedTown.objects.filter(town_id__in=wanted).values_list("number", "town_id")
    return [(number, wanted[town_id]) for number, town_id in numbers]


def search(
    town_ids: Iterable[UUID],
    text: str,
    *,
    actor: Any,
    kinds: Iterable[str] | None = None,
    years: Iterable[int] | None = None,
    about: About | None = None,
    limit: int = 20,
    offset: int = 0,
    newest: bool = True,
) -> Results:
    """Find entries of the towns that contain every word of ``text`` and name everything of ``about``.

    ``actor`` is handed to the sources' policies, which every hit passes (``EVERYTHING``: no policy, for
    the command line). ``kinds``/``years``: None means all. Newest first, or with ``newest=False`` those
    with the words in the title first (among the newest 500). Odd input gives an empty page with a note.
    """
    query = with_names(parse(text), about)
    reach = _kinds(actor, kinds)
    narrow_years = tuple(sorted(set(years))) if years is not None else ()
    if not query.words or reach is None or (years is not None and not narrow_years):
        return Results(notes=query.notes)
    stream = _candidates(_places(list(town_ids), reach, narrow_years), query)
    found: list[Row] = []
    most = max(CAP, offset + limit)
    while len(found) <= most and (batch := list(islice(stream, max(SHORT_STRETCH, most + 1 - len(found))))):
        found += _allowed(actor, batch, about)
    capped = len(found) > most
    found = found[:most]
    order = [row.id for row in found] if newest else _by_title([row.id for row in found], query)
    page = order[max(0, offset) : max(0, offset) + max(0, limit)]
    return Results(_hits(page, query), len(found), capped, query.notes)


def nearest(
    town_ids: Iterable[UUID],
    text: str,
    *,
    actor: Any,
    kinds: Iterable[str] | None = None,
    years: Iterable[int] | None = None,
    limit: int = NEAREST,
) -> list[Hit]:
    """The entries nearest to ``text``, best first, for a question of which nothing has every word.

    Empty when nothing has a fair part of it. Arguments as for ``search``.
    """
    reach = _kinds(actor, kinds)
    if reach is None:
        return []
    found: list[Near] = []
    for town, narrow in _places(list(town_ids), reach, tuple(sorted(set(years or ())))):
        found += nearest_in(town, text, narrow)
    found.sort(key=lambda one: -one.score)
    fair = [one.entry for one in found if one.share >= FAIR_SHARE]
    words = Query(tuple(Word((pair,)) for pair in telling_pairs(text)), ())
    return [_hit(entry, words) for entry in _seen(actor, fair)[:limit]]


def related(kind: str, object_id: UUID, *, actor: Any, limit: int = NEAREST) -> list[Hit]:
    """What belongs to a thing, as far as the actor may see it: what cites its number, then what is nearest to its
    title and names; [] for what is not indexed."""
    own = Entry.objects.filter(kind=kind, object_id=object_id).first()
    reach = _kinds(actor, None)
    if own is None or reach is None or not _seen(actor, [own]):
        return []
    town, narrow = keys.town_of(own.id), Narrowing(reach)
    number = parse(f'"{own.facets.get("number") or ""}"')
    cited = backend().find(town, number, narrow, None, limit + 1)[0] if number.words else []
    citing = [row.id for row in cited if row.id != own.id]
    near = nearest_in(town, f"{own.title}。{own.names}", narrow, leave_out=frozenset([own.id, *citing]))
    entries = Entry.objects.in_bulk(citing)
    found = [entries[key] for key in citing if key in entries]
    found += [one.entry for one in near if one.share >= RELATED_SHARE]
    return [_hit(entry, number) for entry in _seen(actor, found)[:limit]]


def _seen(actor: Any, entries: list[Entry]) -> list[Entry]:
    """Those of the entries the actor may see, in their order."""
    rows = [Row(entry.id, entry.kind, entry.object_id) for entry in entries]
    allowed = {row.id for row in _allowed(actor, rows)}
    return [entry for entry in entries if entry.id in allowed]


def _by_title(ids: list[int], query: Query) -> list[int]:
    """Those with more of the words in the title first; equal ones stay newest first."""
    titles = dict(Entry.objects.filter(id__in=ids).values_list("id", "title"))

    def missing(key: int) -> int:
        folded = fold(titles[key])
        return sum(not word.is_in(folded) for word in query.words)

    return sorted(ids, key=missing)


def _hits(ids: list[int], query: Query) -> list[Hit]:
    entries = Entry.objects.in_bulk(ids)
    return [_hit(entries[key], query) for key in ids if key in entries]


def _hit(entry: Entry, query: Query) -> Hit:
    shown = snippet(entry.body, query)
    if entry.names and not any(part.marked for part in shown):
        names = snippet(entry.names, query)
        shown = names if any(part.marked for part in names) else shown
    return Hit(
        kind=entry.kind,
        object_id=entry.object_id,
        town_id=entry.town_id,
        title=marked(entry.title, query),
        snippet=shown,
        happened_on=entry.happened_on,
        url=entry.url,
        facets=entry.facets,
    )
