"""Making the index anew from the modules' own rows, in batches; goes on where it was stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from renda.foundation import clock
from renda.kernel.search import index, sources
from renda.kernel.search.models import Entry, RebuildMark
from renda.kernel.search.sources import Source

BATCH = 500


def rebuild(
    progress: Callable[[str, int], None] | None = None, kinds: Iterable[str] | None = None, batch: int = BATCH
) -> int:
    """Index every object of the registered kinds (or of ``kinds``) and drop entries whose object is gone.

    Each batch is one transaction that also notes how far it came; a second call after a stop goes on
    from there. ``progress(label_zh, done)`` is told after every batch. Returns the number of objects.
    """
    chosen = [sources.source(kind) for kind in kinds] if kinds is not None else sources.all_sources()
    return sum(_rebuild_kind(source, progress, batch) for source in chosen)


def _mark(source: Source) -> RebuildMark:
    mark, made = RebuildMark.objects.get_or_create(kind=source.key, defaults={"started_at": clock.now()})
    if not made and mark.finished_at:
        mark.last_key, mark.started_at, mark.finished_at = "", clock.now(), None
        mark.save()
    return mark


def _rebuild_kind(source: Source, progress: Callable[[str, int], None] | None, batch: int) -> int:
    mark = _mark(source)
    done = 0
    while True:
        rows = source.queryset().order_by("pk")
        if mark.last_key:
            rows = rows.filter(pk__gt=mark.last_key)
        objects = list(rows[:batch])
        with transaction.atomic():
            if not objects:
                _drop_gone(source.key, mark)
                return done
            entries = [(obj.pk, source.entry(obj)) for obj in objects]
            index.index_many(source.key, [data for _, data in entries if data], source.comparable)
            index.remove_many(source.key, [key for key, data in entries if data is None])
            mark.last_key = str(objects[-1].pk)
            mark.save()
        done += len(objects)
        if progress:
            progress(source.label_zh, done)


def _drop_gone(kind: str, mark: RebuildMark) -> None:
    """Entries this rebuild (or later work) has not touched belong to objects that are no more."""
    gone = Entry.objects.filter(kind=kind, updated_at__lt=mark.started_at)
    index.remove_many(kind, gone.values_list("object_id", flat=True))
    mark.finished_at = clock.now()
    mark.save()
