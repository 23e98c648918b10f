"""What is asked about the archive: its items narrowed, its classes, what is still missing in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from renda.foundation import clock
from renda.kernel.archive.models import ArchiveItem
from renda.kernel.deadlines import timing
from renda.kernel.dossiers import filing as dossiers
from renda.kernel.dossiers.models import Dossier, DossierItem, Retention

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


def not_filed(year: int) -> list[Lacking]:
    """Matters opened up to the end of ``year`` whose dossiers hold something and are not sealed, and what each still lacks."""
    from renda.kernel.procedures import registry

    by_model = {procedure.model.lower(): procedure for procedure in registry.procedures()}
    rows = list(
        Dossier.objects.filter(sealed_at__isnull=True, opened_on__year__lte=year, items__isnull=False)
        .distinct()
        .order_by("opened_on", "id")
        .prefetch_related(
            Prefetch("items", DossierItem.objects.only("dossier", "role").order_by("position", "id"))
        )
    )
    matters = matters_of(rows)
    found = []
    for dossier in rows:
        matter, procedure = matters.get((dossier.model, dossier.object_id)), by_model.get(dossier.model)
        if matter is None or procedure is None:
            continue
        lines = dossiers.missing(dossier, procedure.contents, matter)
        found.append(Lacking(dossier, matter, tuple(line.label for line in lines)))
    return found


def matters_of(rows: list[Dossier]) -> dict[tuple[str, Any], Any]:
    """The matters of dossiers, in one query for each kind."""
    by_model: dict[str, list] = {}
    for dossier in rows:
        by_model.setdefault(dossier.model, []).append(dossier.object_id)
    return {
        (model, matter.pk): matter
        for model, keys in by_model.items()
        for matter in apps.get_model(model).objects.filter(pk__in=keys)
    }


def filing_day(year: int) -> date:
    """By when the papers of ``year`` have to be in the archive (rule ``archive-yearly-filing-deadline``)."""
    rule = timing.practice(YEARLY_RULE)
    month, day = (int(part) for part in rule["file_by"].split("-"))
    return date(year + rule["year_offset"], month, day)


def year_to_file() -> int:
    """The year whose papers are due next: last year's until its day has passed."""
    last = clock.today().year - 1
    return last if clock.today() <= filing_day(last) else last + 1
