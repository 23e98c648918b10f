"""Papers become items: those of a dossier when it is sealed, those from before the product one by one.

The seam for whatever takes in old papers is :func:`file_item`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.archive import table
from renda.kernel.archive.composition import Composition
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.four import running
from renda.kernel.archive.four.subject import Subject
from renda.kernel.archive.models import ArchiveItem, CheckRun, Fonds, Genre, ItemPart, RetentionLine
from renda.kernel.archive.numbering import FILE, check_term, give_place, locked_fonds
from renda.kernel.archive.search_source import KIND
from renda.kernel.audit.record import record
from renda.kernel.documents.models import Paper, PaperState
from renda.kernel.dossiers.models import Dossier, DossierItem
from renda.kernel.files.models import StoredFile
from renda.kernel.procedures.declaration import Procedure
from renda.kernel.search import api

#: A draft and a void paper are not filed (order 8 of the archives authority, article 4).
FILED_STATES = (PaperState.ISSUED, PaperState.RECEIVED)


@dataclass(frozen=True)
class NewItem:
    """A paper from before the product, as a person has confirmed it.

    ``files``: accepted files in their order inside the item, the text first, attachments after. ``line``: key of the
    retention table ("" the line for other papers); ``retention`` only where it differs from the line, with ``reason``.
    ``text``: the words read in it, for the search; ``part_titles``: one for each file, their own names when left out.
    """

    title: str
    files: tuple[StoredFile, ...]
    dated_on: date
    organ: str = ""
    number: str = ""
    line: str = ""
    retention: str = ""
    reason: str = ""
    secrecy: str = ""
    remark: str = ""
    text: str = ""
    part_titles: tuple[str, ...] = ()


# ------------------------------------------------------------------ a sealed dossier


def file_dossier(actor: Actor, dossier: Dossier, procedure: Procedure, matter) -> list[ArchiveItem]:
    """The items of a dossier that is sealed now: as its procedure declares, with serial, term and pages."""
    composition = procedure.composition
    kept = [
        one for one in dossier.items.select_related("paper", "file").order_by("position") if is_filed(one)
    ]
    if not kept:
        return []
    owner = locked_fonds()
    rule = procedure.retention(matter)
    day = (composition.day(matter) if composition.day else None) or max(one.dated_on for one in kept)
    made = []
    for parts in grouped(kept, composition):
        line = table.line(composition.by_role.get(parts[0].role, rule))
        made.append(make_item(actor, owner, dossier, line, parts, day, whole=not composition.apart))
    running.keep(actor, CheckRun.Stage.FILING, Subject(made), dossier.title)
    return made


def is_filed(one: DossierItem) -> bool:
    """Files always; papers once they were issued."""
    return one.file_id is not None or (one.paper_id is not None and one.paper.state in FILED_STATES)


def grouped(kept: Sequence[DossierItem], composition: Composition) -> list[list[DossierItem]]:
    """The parts of each item, in the order in which they lie there."""
    if composition.apart:
        return [[one] for one in kept]
    return [sorted(kept, key=lambda one: (composition.rank(one.role), one.position))]


def make_item(
    actor: Actor,
    owner: Fonds,
    dossier: Dossier,
    line: RetentionLine,
    parts: Sequence[DossierItem],
    day: date,
    *,
    whole: bool,
) -> ArchiveItem:
    """One item of a dossier with its parts."""
    first = parts[0]
    number = next((one.paper.number for one in parts if one.paper_id and one.paper.number), "")
    item = ArchiveItem(
        dossier=dossier,
        title=dossier.title if whole else first.title,
        organ=first.responsible or owner.name[:80],
        number=number,
        dated_on=max(one.dated_on for one in parts),
        genre=genre_of([one.file for one in parts]),
    )
    parts_of_item = [
        ItemPart(
            title=one.title,
            dated_on=one.dated_on,
            paper=one.paper,
            file=one.file,
            pages=one.pages,
            sha256=one.file.sha256 if one.file_id else one.paper.content_hash,
        )
        for one in parts
    ]
    return settle(actor, owner, item, line, day.year, parts_of_item)


def settle(
    actor: Actor, owner: Fonds, item: ArchiveItem, line: RetentionLine, year: int, parts: list[ItemPart]
) -> ArchiveItem:
    """Place, term and pages of a new item; save it with its parts."""
    item.line, item.year = line, year
    item.retention = item.retention or line.retention
    item.retention_source = line.source
    item.category, item.category_label = line.category, line.category_label
    item.pages = sum(part.pages or 0 for part in parts) or None
    item.filed_at, item.filed_by = clock.now(), actor.label[:80]
    give_place(item, owner)
    item.save(force_insert=True)
    for position, part in enumerate(parts, 1):
        part.item, part.position = item, position
    ItemPart.objects.bulk_create(parts)
    return item


def genre_of(files: Sequence[StoredFile | None]) -> str:
    """Photographs when there is nothing but pictures in it."""
    pictures = all(file is not None and file.is_image for file in files)
    return Genre.PHOTOGRAPHS if pictures else Genre.PAPERS


def unfiled() -> Iterable[Dossier]:
    """Dossiers sealed before there was an archive."""
    has_items = ArchiveItem.objects.filter(dossier=OuterRef("pk"))
    # The few drafts and void papers are named once; the thousands of others need not be looked at.
    not_issued = Paper.objects.filter(state__in=(PaperState.DRAFT, PaperState.VOID)).order_by().values("pk")
    kept = Q(file__isnull=False) | Q(paper__isnull=True) | ~Q(paper_id__in=not_issued)
    has_papers = DossierItem.objects.filter(kept, dossier=OuterRef("pk"))
    sealed = Dossier.objects.filter(sealed_at__isnull=False)
    return sealed.filter(~Exists(has_items), Exists(has_papers)).order_by("closed_on", "id")


def file_sealed(actor: Actor) -> tuple[int, int]:
    """File every dossier that was sealed before there was an archive; how many dossiers and items."""
    from renda.kernel.procedures import registry

    require_verb(actor, FILE)
    dossiers = items = 0
    by_model = {procedure.model.lower(): procedure for procedure in registry.procedures()}
    with transaction.atomic():
        for dossier in list(unfiled()):
            procedure = by_model[dossier.model]
            matter = registry.model_of(procedure).objects.filter(pk=dossier.object_id).first()
            if matter is not None:
                items += len(file_dossier(actor, dossier, procedure, matter))
                dossiers += 1
        record(actor, "archive.file_old", None, {"dossiers": dossiers, "items": items})
    return dossiers, items


# ------------------------------------------------------------------ a paper from before the product


def file_item(actor: Actor, new: NewItem) -> ArchiveItem:
    """File an old paper as an item of its own.

    Returns:
        The item, with serial and (once the fonds is known) its written number.

    Raises:
        CannotFile: what is missing or wrong and what to do; ``existing`` is the item that holds the same bytes already.
        PermissionDenied: the actor may not file.
    """
    require_verb(actor, FILE)
    check(new)
    with transaction.atomic():
        owner = locked_fonds()
        if (twin := same_bytes(new.files)) is not None:
            raise CannotFile(f"这份文件已经归档：{twin}。", existing=twin)
        line = table.line(new.line or table.OTHER)
        if new.retention and new.retention != line.retention:
            if not new.reason.strip():
                raise CannotFile(f"保管期限和期限表（{line.get_retention_display()}）不同，请写原因。")
            check_term(actor, line, new.retention)
        item = settle(actor, owner, described(new, owner), line, new.dated_on.year, parts_of(new))
        running.keep(actor, CheckRun.Stage.FILING, Subject([item]), item.title)
        record(actor, "archive.file", item)
    api.refresh(KIND, item)
    return item


def check(new: NewItem) -> None:
    """Raises CannotFile when something is missing that every item has."""
    if not new.title.strip():
        raise CannotFile("还没有题名，请照文件的标题填。没有标题的，自己拟一个，写在方括号里。")
    if not new.files:
        raise CannotFile("还没有文件，请先上传。")
    if new.dated_on > clock.today():
        raise CannotFile("文件日期在今天以后，请核对。")
    if new.part_titles and len(new.part_titles) != len(new.files):
        raise CannotFile("每个文件要有一个名称，请核对。")


def same_bytes(files: Sequence[StoredFile]) -> ArchiveItem | None:
    """The item whose first part has the same bytes as the first of ``files``."""
    part = (
        ItemPart.objects.filter(position=1, file__isnull=False, sha256=files[0].sha256)
        .select_related("item")
        .first()
    )
    return part.item if part else None


def described(new: NewItem, owner: Fonds) -> ArchiveItem:
    return ArchiveItem(
        title=new.title.strip()[:240],
        organ=(new.organ.strip() or owner.name)[:80],
        number=new.number.strip()[:80],
        dated_on=new.dated_on,
        retention=new.retention,
        retention_reason=new.reason.strip()[:200],
        secrecy=new.secrecy.strip()[:20],
        remark=new.remark.strip()[:200],
        text=new.text,
        genre=genre_of(new.files),
    )


def parts_of(new: NewItem) -> list[ItemPart]:
    titles = new.part_titles or tuple(file.original_name for file in new.files)
    return [
        ItemPart(
            title=title[:240],
            dated_on=new.dated_on,
            file=file,
            pages=file.pages or (1 if file.is_image else None),
            sha256=file.sha256,
        )
        for title, file in zip(titles, new.files, strict=True)
    ]


def set_text(item: ArchiveItem, text: str) -> None:
    """The words that were read in an item later (by the recognition of scans)."""
    ArchiveItem.objects.filter(pk=item.pk).update(text=text)
    item.text = text
    api.refresh(KIND, item)
