"""Putting items into boxes, and what is noted about a box."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require, require_verb
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.models import ArchiveItem, Box
from renda.kernel.archive.numbering import FILE, locked_fonds
from renda.kernel.archive.selectors import HELD, Klass
from renda.kernel.audit.record import record


def unboxed(klass: Klass):
    """The items of a class that lie in no box, in their order."""
    rows = ArchiveItem.objects.filter(
        HELD, year=klass.year, retention=klass.retention, category=klass.category, box__isnull=True
    )
    return rows.order_by("genre", "serial", "id")


def fill_box(actor: Actor, klass: Klass, *, first: int, last: int, spine_mm: int, place: str = "") -> Box:
    """Put the items of a class with serials ``first`` to ``last`` into a new box.

    Raises CannotFile when there is none to put in.
    """
    require_verb(actor, FILE)
    with transaction.atomic():
        locked_fonds()
        chosen = list(unboxed(klass).filter(serial__range=(first, last)))
        if not chosen:
            raise CannotFile(f"第{first}件到第{last}件里没有要装盒的，请核对件号。")
        same = {"year": klass.year, "retention": klass.retention, "category": klass.category}
        number = (Box.objects.filter(**same).aggregate(last=Max("number"))["last"] or 0) + 1
        box = Box.objects.create(
            **same,
            category_label=klass.category_label,
            number=number,
            spine_mm=spine_mm,
            place=place.strip()[:60],
        )
        ArchiveItem.objects.filter(pk__in=[item.pk for item in chosen]).update(box=box)
        record(actor, "archive.box", box, {"items": len(chosen)})
    return box


def note(actor: Actor, box: Box) -> None:
    """Keep what was written into a box's note (the caller has set the fields). Raises CannotFile."""
    require(actor, FILE, box)
    if box.checked_by and box.checked_by == box.arranged_by:
        raise CannotFile("整理和检查要两个人，请换一个人检查。")
    with transaction.atomic():
        box.save()
        record(actor, "archive.box_note", box)
