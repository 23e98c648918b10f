"""Opening, filling, checking and sealing a dossier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from renda.foundation import clock
from renda.foundation.hashing import canonical_json, sha256_hex
from renda.kernel.documents import papers
from renda.kernel.dossiers.models import Dossier, DossierItem, DossierLink


class SealedDossier(RuntimeError):
    """The dossier is sealed; nothing in it changes any more."""


@dataclass(frozen=True)
class Required:
    """One line of a filing plan: the role a paper must fill before the matter can close.

    ``when(matter)`` says whether the line applies; without it the paper is always wanted.
    """

    role: str
    label: str
    when: Callable | None = None


def open_dossier(matter, kind: str, title: str) -> Dossier:
    """The dossier of a new matter."""
    return Dossier.objects.create(
        kind=kind,
        model=matter._meta.label_lower,
        object_id=matter.pk,
        title=title[:240],
        opened_on=clock.today(),
    )


def dossier_of(matter) -> Dossier:
    """The dossier of ``matter``; every matter has exactly one."""
    return Dossier.objects.get(model=matter._meta.label_lower, object_id=matter.pk)


def put(
    dossier: Dossier,
    role: str,
    title: str,
    *,
    paper=None,
    file=None,
    dated_on: date | None = None,
    pages: int | None = None,
    responsible: str = "",
) -> DossierItem:
    """Add a paper or a file at the end. Raises SealedDossier once the dossier is sealed."""
    if dossier.sealed_at:
        raise SealedDossier(f"案卷“{dossier}”已经封存，不能再放入材料")
    last = dossier.items.aggregate(last=Max("position"))["last"] or 0
    return DossierItem.objects.create(
        dossier=dossier,
        position=last + 1,
        role=role,
        title=title[:240],
        paper=paper,
        file=file,
        dated_on=dated_on or clock.today(),
        pages=pages,
        responsible=responsible[:80],
    )


def link(source: Dossier, target: Dossier, kind: str, note: str = "") -> None:
    """Tie two dossiers together (once per kind)."""
    DossierLink.objects.get_or_create(
        from_dossier=source, to_dossier=target, kind=kind, defaults={"note": note[:200]}
    )


def put_from(matter, role: str, target: Dossier) -> None:
    """The papers with ``role`` in the dossier of ``matter`` stand in ``target`` as well, and the two are tied together."""
    source = dossier_of(matter)
    link(target, source, role, str(matter))
    for item in source.items.filter(role=role).select_related("paper"):
        put(target, role, item.title, paper=item.paper, dated_on=item.dated_on, responsible=item.responsible)


def missing(dossier: Dossier, plan: tuple[Required, ...], matter) -> list[Required]:
    """The lines of the filing plan that apply to ``matter`` and are not in the dossier yet."""
    present = {item.role for item in dossier.items.all()}
    return [line for line in plan if line.role not in present and (line.when is None or line.when(matter))]


def count_pages(dossier: Dossier) -> None:
    """Count the pages of every paper that has not been counted yet, by setting it as it would be printed."""
    uncounted = list(dossier.items.filter(pages__isnull=True, paper__isnull=False).select_related("paper"))
    for item in uncounted:
        item.pages = papers.as_pdf(item.paper).pages
    DossierItem.objects.bulk_update(uncounted, ["pages"])


def seal(dossier: Dossier, *, retention: str, source: str) -> None:
    """Write the manifest (every item with digest and pages) and close the dossier for good.

    ``retention``, ``source``: the term of the line of the retention table that applies, and where it comes from.
    """
    count_pages(dossier)
    items = dossier.items.select_related("paper", "file")
    dossier.manifest = {
        "title": dossier.title,
        "number": dossier.number,
        "items": [manifest_line(item) for item in items],
        "pages": sum(item.pages or 0 for item in items),
    }
    dossier.manifest_hash = sha256_hex(canonical_json(dossier.manifest))
    dossier.retention, dossier.retention_source = retention, source[:200]
    dossier.closed_on, dossier.sealed_at = clock.today(), clock.now()
    dossier.save()


def manifest_line(item: DossierItem) -> dict:
    """What the manifest says of one item."""
    digest = item.file.sha256 if item.file_id else item.paper.content_hash if item.paper_id else ""
    return {
        "position": item.position,
        "role": item.role,
        "title": item.title,
        "date": item.dated_on.isoformat(),
        "pages": item.pages,
        "sha256": digest,
        "responsible": item.responsible,
    }


def changed_since_sealing(dossier: Dossier) -> bool:
    """True when a sealed dossier no longer equals its manifest."""
    lines = [manifest_line(item) for item in dossier.items.select_related("paper", "file")]
    return (
        lines != dossier.manifest.get("items")
        or sha256_hex(canonical_json(dossier.manifest)) != dossier.manifest_hash
    )
