"""What is asked about the archive: its items narrowed, its classes, what is still missing in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from renda.foundation import clock
from renda.kernel.archive.models import ArchiveItem
from renda.kernel.deadlines import timing
from renda.kernel.dossiers import filing as dossiers
from renda.kernel.dossiers.models import Dossier, DossierItem, Retention
from renda.kernel.procedures import registry

YEARLY_RULE = "archive-yearly-filing-deadline"


def narrowed(rows: QuerySet[ArchiveItem], chosen: Mapping[str, Any]) -> QuerySet[ArchiveItem]:
    """The items that fit what was chosen: words, year, retention, category, where they are."""
    if words := chosen.get("words"):
        rows = rows.filter(
            Q(title__icontains=words)
            | Q(code__icontains=words)
            | Q(number__icontains=words)
            | Q(organ__icontains=words)
        )
    for name in ("year", "retention", "category"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    return rows.filter(PLACES[chosen["place"]]) if chosen.get("place") in PLACES else rows


HELD = Q(transferred_on__isnull=True, destroyed_on__isnull=True)
#: Where an item is, as a condition.
PLACES = {
    "unboxed": HELD & Q(box__isnull=True),
    "boxed": HELD & Q(box__isnull=False),
    "transferred": Q(transferred_on__isnull=False),
    "destroyed": Q(destroyed_on__isnull=False),
}


@dataclass(frozen=True)
class Klass:
    """One class of the archive: year, term, category; how many items and pages, how many of them in no box."""

    year: int
    retention: str
    category: str
    category_label: str
    items: int
    pages: int
    unboxed: int

    @property
    def retention_label(self) -> str:
        return Retention(self.retention).label

    @property
    def words(self) -> str:
        return f"{self.year}年　{self.retention_label}　{self.category_label}"


def classes(year: int | None = None) -> list[Klass]:
    """The classes with something in them, the newest first."""
    rows = ArchiveItem.objects.filter(HELD)
    if year:
        rows = rows.filter(year=year)
    counted = (
        rows.order_by()
        .values("year", "retention", "category", "category_label")
        .annotate(items=Count("id"), pages=Sum("pages"), unboxed=Count("id", filter=Q(box__isnull=True)))
    )
    made = [Klass(**{**row, "pages": row["pages"] or 0}) for row in counted]
    return sorted(made, key=lambda one: (-one.year, one.retention, one.category))


def years() -> list[int]:
    return list(ArchiveItem.objects.order_by("-year").values_list("year", flat=True).distinct())


@dataclass(frozen=True)
class Lacking:
    """A matter that is over (or whose last act is filing) and is not in the archive; ``what`` is missing in its dossier."""

    dossier: Dossier
    matter: Any
    what: tuple[str, ...]


class NotFiled:
    """Matters opened up to the end of ``year`` whose dossiers hold something and are not sealed, the oldest first. A list to
    turn the pages of: what each still lacks is looked up for the slice that is asked for."""

    def __init__(self, year: int) -> None:
        self.year = year

    @cached_property
    def _dossiers(self) -> list[UUID]:
        """The keys of the dossiers whose matter is there."""
        items = DossierItem.objects.filter(dossier=OuterRef("pk"))
        rows = Dossier.objects.filter(
            Exists(items), sealed_at__isnull=True, opened_on__lte=date(self.year, 12, 31)
        )
        kept = list(rows.order_by("opened_on", "id").values_list("pk", "model", "object_id"))
        known = {
            (model, key)
            for model, matters in matters_by_model((model, key) for _, model, key in kept)
            for key in matters.order_by().values_list("pk", flat=True)
        }
        return [pk for pk, model, key in kept if (model, key) in known]

    def __len__(self) -> int:
        return len(self._dossiers)

    def __getitem__(self, stretch: slice) -> list[Lacking]:
        keys = self._dossiers[stretch]
        items = DossierItem.objects.only("dossier", "role").order_by("position", "id")
        found = Dossier.objects.prefetch_related(Prefetch("items", items)).in_bulk(keys)
        matters = {
            (model, matter.pk): matter
            for model, rows in matters_by_model((one.model, one.object_id) for one in found.values())
            for matter in rows
        }
        return [lacking(found[key], matters[found[key].model, found[key].object_id]) for key in keys]


def matters_by_model(named: Iterable[tuple[str, UUID]]) -> Iterator[tuple[str, QuerySet]]:
    """The rows of matters named by model and key: one query for each model that has a procedure."""
    keys: dict[str, list[UUID]] = {}
    for model, key in named:
        keys.setdefault(model, []).append(key)
    for procedure in registry.procedures():
        if of_model := keys.get(procedure.model.lower()):
            yield procedure.model.lower(), registry.model_of(procedure).objects.filter(pk__in=of_model)


def lacking(dossier: Dossier, matter: Any) -> Lacking:
    """What the dossier of a matter still lacks."""
    lines = dossiers.missing(dossier, matter.procedure.contents, matter)
    return Lacking(dossier, matter, tuple(line.label for line in lines))


def filing_day(year: int) -> date:
    """By when the papers of ``year`` have to be in the archive (rule ``archive-yearly-filing-deadline``)."""
    rule = timing.practice(YEARLY_RULE)
    month, day = (int(part) for part in rule["file_by"].split("-"))
    return date(year + rule["year_offset"], month, day)


def year_to_file() -> int:
    """The year whose papers are due next: last year's until its day has passed."""
    last = clock.today().year - 1
    return last if clock.today() <= filing_day(last) else last + 1
