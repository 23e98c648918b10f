"""Giving items their place: serials without a gap in each class, and the written number once the fonds is known."""

from __future__ import annotations

import re

from django.db import transaction
from django.db.models import Max

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require, require_verb
from renda.kernel.archive import codes, table
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.models import ArchiveItem, Fonds, FormerCode, RetentionLine
from renda.kernel.audit.record import record

FILE, SHORTEN = "archive.file", "archive.shorten"
REPEATED = re.compile(r"\s+")


def locked_fonds() -> Fonds:
    """The town's fonds, held until the transaction ends, so that simultaneous filings queue for their serials."""
    return Fonds.objects.select_for_update().first() or Fonds.objects.create(name="")


def fonds() -> Fonds | None:
    return Fonds.objects.first()


def give_place(item: ArchiveItem, owner: Fonds) -> None:
    """The next serial of the item's class, and its written number. The caller holds the fonds and saves the item.

    Raises CannotFile when a class is full.
    """
    klass = {"genre": item.genre, "year": item.year, "retention": item.retention, "category": item.category}
    last = ArchiveItem.objects.filter(**klass).aggregate(last=Max("serial"))["last"] or 0
    left = FormerCode.objects.filter(**klass).aggregate(last=Max("serial"))["last"] or 0
    item.serial = max(last, left) + 1
    if item.serial > codes.LAST_SERIAL:
        raise CannotFile(
            f"{item.year}年{item.category_label}{item.get_retention_display()}这一类已经编满{codes.LAST_SERIAL}件，请另设一个问题代码。"
        )
    item.code = codes.written(item.parts_of_code(owner.number)) if owner.number else ""


def name_fonds(
    actor: Actor,
    *,
    number: str,
    name: str,
    repository: str = "",
    single_set_on=None,
    single_set_basis: str = "",
) -> int:
    """Register whose papers these are; items without a written number get theirs. Gives how many.

    Raises CannotFile when the number is none, or items are numbered under another one already.
    """
    require_verb(actor, FILE)
    if codes.FONDS.fullmatch(number) is None:
        raise CannotFile("全宗号由一个大写字母和三位数字组成，例如 Z109，请向县档案馆问清楚。")
    if single_set_on and not single_set_basis.strip():
        raise CannotFile("只存电子要经档案馆同意，请填批准文号；没有批准的，纸质和电子都要存。")
    with transaction.atomic():
        owner = locked_fonds()
        if owner.number not in ("", number) and ArchiveItem.objects.exclude(code="").exists():
            raise CannotFile(f"已经用全宗号{owner.number}编了档号，不能再换。确实要换的，请同县档案馆商量。")
        owner.number, owner.name, owner.repository = number, name, repository
        owner.single_set_on, owner.single_set_basis = single_set_on, single_set_basis
        owner.save()
        record(actor, "archive.fonds", owner)
        waiting = list(ArchiveItem.objects.filter(code="").order_by("id"))
        for item in waiting:
            item.code = codes.written(item.parts_of_code(number))
        ArchiveItem.objects.bulk_update(waiting, ["code"], batch_size=500)
    return len(waiting)


def rerate(actor: Actor, item: ArchiveItem, retention: str, reason: str) -> ArchiveItem:
    """Keep an item for another term than its line says. It moves to another class and keeps its former number in history.

    Raises:
        CannotFile: no reason, shorter than the law or (without the chair's right) than the table, or out of the archive already.
    """
    require(actor, FILE, item)
    if not reason.strip():
        raise CannotFile("请写清楚为什么改保管期限。")
    with transaction.atomic():
        owner = locked_fonds()
        held = ArchiveItem.objects.select_related("line").get(pk=item.pk)
        if held.transferred_on or held.destroyed_on:
            raise CannotFile("这一件已经移交或者销毁，不能再改。")
        if held.retention == retention:
            raise CannotFile("保管期限没有变。")
        check_term(actor, held.line, retention)
        former = move(
            actor, held, owner, {"retention": retention, "retention_reason": reason.strip()[:200]}, reason
        )
        record(actor, "archive.rerate", held, {"former": former.code, "reason": reason.strip()})
    return held


def check_term(actor: Actor, line: RetentionLine, retention: str) -> None:
    """Raises CannotFile when ``retention`` is shorter than the law, or than the table without the chair's right."""
    lowest = table.least(line)
    if lowest and table.is_shorter(retention, lowest):
        raise CannotFile(f"“{line.title}”按{line.source}是{lowest.label}，不能改短。")
    if table.is_shorter(retention, line.retention) and not actor.has(SHORTEN):
        raise CannotFile(f"保管期限表上是{line.get_retention_display()}，改短要人大主席来改。")


def move(actor: Actor, item: ArchiveItem, owner: Fonds, new: dict, reason: str) -> FormerCode:
    """Put an item into another class; the place it leaves stays empty and is explained."""
    former = FormerCode.objects.create(
        item=item,
        genre=item.genre,
        year=item.year,
        retention=item.retention,
        category=item.category,
        serial=item.serial,
        code=item.code,
        changed_by=actor.label[:80],
        reason=reason.strip()[:200],
    )
    for name, value in new.items():
        setattr(item, name, value)
    item.box = None
    give_place(item, owner)
    item.save()
    return former
