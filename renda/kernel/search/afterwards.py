"""The index after something happened elsewhere: a step brings its matter up to date; after rows were loaded past the
models everything is marked as missing and made anew by the background work."""

from __future__ import annotations

from datetime import datetime

from renda.foundation import clock
from renda.kernel.procedures import execute
from renda.kernel.safekeeping import crossing
from renda.kernel.search import api, sources
from renda.kernel.search.models import RebuildMark
from renda.kernel.search.rebuild import rebuild


def register() -> None:
    """Listen to the executor, and to a backup being brought into the other kind of database."""
    execute.after_step.append(refresh_matter)
    crossing.after_loading(mark_missing)


def refresh_matter(step: execute.Step) -> None:
    """Bring the matter of a step up to date, if its kind can be found."""
    for source in sources.all_sources():
        if isinstance(source, sources.OfModel) and source.model is type(step.matter):
            api.refresh(source.key, step.matter)


def mark_missing(alias: str) -> None:
    """Note in the database ``alias`` that every kind must be indexed again from its first row."""
    for source in sources.all_sources():
        RebuildMark.objects.using(alias).update_or_create(
            kind=source.key, defaults={"last_key": "", "started_at": clock.now(), "finished_at": None}
        )


def finish_rebuilding(now: datetime) -> int:
    """Index the kinds whose rebuild is unfinished; returns the number of objects (0: nothing was open)."""
    known = {source.key for source in sources.all_sources()}
    kinds = list(
        RebuildMark.objects.filter(finished_at__isnull=True, kind__in=known).values_list("kind", flat=True)
    )
    return rebuild(kinds=kinds) if kinds else 0
