"""Writing to the index, inside the caller's transaction: what is rolled back leaves nothing."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction

from renda.foundation import clock
from renda.kernel.search import keys, sources
from renda.kernel.search.about import all_names
from renda.kernel.search.backends import Item, backend
from renda.kernel.search.fold import VERSION, fold_parts
from renda.kernel.search.models import Entry, IndexedTown
from renda.kernel.search.sources import EntryData

_TEXT_FIELDS = ("town_id", "title", "names", "body", "happened_on", "comparable", "folding")


def town_number(town_id: UUID) -> int:
    """The town's number, given when its first entry is indexed."""
    town, made = IndexedTown.objects.get_or_create(town_id=town_id)
    if made:
        backend().open_town(town.number)
    return town.number


def folded_text(entry: Entry) -> str:
    """The text of an entry as it is searched."""
    return fold_parts(entry.title, entry.names, entry.body)


def _item(entry: Entry) -> Item:
    return Item(entry.id, entry.kind, entry.year, folded_text(entry), entry.comparable, entry.folding)


def _clean(text: str) -> str:
    """Without what a database refuses: NUL characters and half surrogates."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def _entry(kind: str, data: EntryData, comparable: bool) -> Entry:
    facets = dict(data.facets or {})
    day = data.happened_on
    return Entry(
        town_id=data.town_id,
        kind=kind,
        object_id=data.object_id,
        title=_clean(data.title),
        names=_clean("；".join(all_names(facets))),
        body=_clean(data.body),
        happened_on=day,
        year=day.year if day else None,
        facets=facets,
        url=data.url,
        comparable=comparable,
        folding=VERSION,
        updated_at=clock.now(),
    )


def _give_ids(town: int, entries: list[Entry]) -> None:
    """Free ids for new entries; two things of one day rarely want the same one, then the next is taken."""

    def wanted(entry: Entry, attempt: int) -> int:
        return keys.entry_id(town, entry.happened_on, entry.kind, entry.object_id, attempt)

    taken: set[int] = set()
    first = [wanted(entry, 0) for entry in entries]
    taken.update(Entry.objects.filter(id__in=first).values_list("id", flat=True))
    for entry, key in zip(entries, first, strict=True):
        attempt = 0
        while key in taken or (attempt and Entry.objects.filter(id=key).exists()):
            attempt += 1
            key = wanted(entry, attempt)
        entry.id = key
        taken.add(key)


def _take_out(entries: Iterable[Entry]) -> None:
    by_town: dict[int, list[Item]] = {}
    ids = []
    for entry in entries:
        ids.append(entry.id)
        by_town.setdefault(keys.town_of(entry.id), []).append(_item(entry))
    for town, items in by_town.items():
        backend().drop(town, items)
    if ids:
        Entry.objects.filter(id__in=ids).delete()


def _same_text(old: Entry, new: Entry) -> bool:
    return all(getattr(old, name) == getattr(new, name) for name in _TEXT_FIELDS)


def _lock(kind: str, object_id: UUID) -> None:
    """Two transactions indexing one thing at the same moment wait for each other (SQLite has one writer anyway)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"search:{kind}:{object_id}"]
            )


def forget_town(town_id: UUID) -> None:
    """Empty the town's part of the index; its number stays its own."""
    number = IndexedTown.objects.filter(town_id=town_id).values_list("number", flat=True).first()
    if number is not None:
        with transaction.atomic():
            Entry.objects.filter(town_id=town_id).delete()
            backend().open_town(number)


def index_many(kind: str, items: list[EntryData], comparable: bool | None = None) -> None:
    """Index or re-index several things of one kind; each ``object_id`` at most once in ``items``."""
    comparable = sources.is_comparable(kind) if comparable is None else comparable
    with transaction.atomic():
        if len(items) == 1:
            _lock(kind, items[0].object_id)
        ids = [item.object_id for item in items]
        known = {entry.object_id: entry for entry in Entry.objects.filter(kind=kind, object_id__in=ids)}
        fresh, stale, touched = [], [], []
        for item in items:
            entry = _entry(kind, item, comparable)
            old = known.get(item.object_id)
            if old and _same_text(old, entry):
                old.facets, old.url, old.updated_at = entry.facets, entry.url, entry.updated_at
                touched.append(old)
                continue
            if old:
                stale.append(old)
            fresh.append(entry)
        _take_out(stale)
        if touched:
            Entry.objects.bulk_update(touched, ["facets", "url", "updated_at"])
        _put_in(fresh)


def _put_in(entries: list[Entry]) -> None:
    by_town: dict[UUID, list[Entry]] = {}
    for entry in entries:
        by_town.setdefault(entry.town_id, []).append(entry)
    for town_id, group in by_town.items():
        town = town_number(town_id)
        _give_ids(town, group)
        Entry.objects.bulk_create(group)
        backend().add(town, [_item(entry) for entry in group])


def remove_many(kind: str, object_ids: Iterable[UUID]) -> None:
    """Take things out of the search; unknown ones are passed over."""
    with transaction.atomic():
        _take_out(Entry.objects.filter(kind=kind, object_id__in=list(object_ids)))
