"""Scans of last year's papers: kept as they came, their characters recognised beside the pages, one file at a time.

Every page is noted as it gets done, so that a restart goes on with the next one. The paper appears when all pages are
done and not before; when it can't be, the item says why and the scan stays, to be tried again.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.documents.engine.model import to_json
from renda.kernel.documents.reading import Unreadable
from renda.kernel.documents.reading.scans import Page, page_count, paper_of, picture_of, recognise
from renda.kernel.documents.reading.scans.beside import Beside
from renda.kernel.files import blobs
from renda.kernel.files.errors import DamagedFile, RefusedFile
from renda.kernel.files.limits import SCANS
from renda.kernel.files.store import accept
from renda.kernel.units.scope import acting_in
from renda.modules.drafting.renewal.models import RenewalItem, RenewalSet

TOO_OFTEN = "认了几次都中途停了，可能是电脑的内存不够。请关掉别的程序再认一次，或者找电子版原件（docx）。"
LOST = "扫描件的文件找不到或损坏了，请重新上传。"
UNEXPECTED = "没有认成，请再认一次；还不行请联系系统管理员。"
log = logging.getLogger(__name__)


def take(actor: Actor, made: RenewalSet, position: int, filename: str, data: bytes, kind: str) -> RenewalItem:
    """Keep a scan as an item of the set and have it recognised once the set is saved.

    Raises Unreadable: it can't be recognised on this computer, or is too big.
    """
    try:
        pages = page_count(data, kind)
        stored = accept(data, filename, town_id=made.town_id, created_by=actor.label)
    except (Unreadable, RefusedFile) as error:
        raise Unreadable(f"“{filename}”读不了：{error}") from error
    item = RenewalItem.objects.create(
        renewal=made, position=position, filename=filename[:240], title=re.sub(r"\.\w+$", "", filename)[:240],
        scan=stored, scan_pages=pages,
    )  # fmt: skip
    transaction.on_commit(start)
    return item


def waiting():
    """The scans of all towns that are still to be recognised, the oldest first."""
    rows = RenewalItem.everywhere.filter(content="", problem="", scan__isnull=False)
    return rows.order_by("renewal__started_at", "renewal_id", "position")


def go_on(now: datetime) -> int:
    """Go on with what a restart has interrupted; returns how many scans wait. Meant for the background rounds."""
    count = waiting().count()
    if count:
        start()
    return count


def try_again(actor: Actor, item: RenewalItem) -> None:
    """Recognise a scan once more; pages that are done stay done."""
    with transaction.atomic():
        require(actor, "draft.write", item.renewal)
        RenewalItem.objects.filter(pk=item.pk, content="", scan__isnull=False).update(problem="", tries=0)
        transaction.on_commit(start)


def leave_out(actor: Actor, item: RenewalItem) -> None:
    """Take a scan that was not recognised out of the set; a set without papers goes too."""
    with transaction.atomic():
        require(actor, "draft.write", item.renewal)
        RenewalItem.objects.filter(pk=item.pk, content="", scan__isnull=False).delete()
        if not item.renewal.items.exists():
            item.renewal.delete()


def _next() -> bool:
    """Recognise the next scan that waits; False when none does."""
    item = waiting().select_related("scan", "town").first()
    if item is None:
        return False
    _recognise(item)
    return True


beside = Beside("renda-scans", _next)


def start() -> None:
    """Recognise what is waiting, unless that is going on already."""
    beside.start()


def _recognise(item: RenewalItem) -> None:
    with acting_in(item.town_id):
        try:
            _page_by_page(item)
        except Unreadable as error:
            _note(item, problem=str(error)[:240])
        except DamagedFile:
            _note(item, problem=LOST)
        except Exception:
            log.exception("recognising a scan failed")
            _note(item, problem=UNEXPECTED)


def _page_by_page(item: RenewalItem) -> None:
    if item.tries >= SCANS.tries:
        raise Unreadable(TOO_OFTEN)
    _note(item, tries=item.tries + 1)
    for page, _ in recognise(blobs.read(item.scan.sha256), item.scan.kind, first=len(item.recognised)):
        if not _note(item, recognised=[*item.recognised, page.as_dict()]):
            return
    pages = [Page.from_dict(page) for page in item.recognised]
    read = paper_of(pages)
    title = read.paper.title.replace("\n", "")[:240] or item.title
    rows = [row.as_dict() for row in read.unclear]
    # how each page was turned is kept, so that it can be shown beside its text
    ways = [replace(page, rows=(), tables=()).as_dict() for page in pages]
    _note(item, content=to_json(read.paper), title=title, notes=list(read.notes), unclear=rows, recognised=ways)


def page_picture(item: RenewalItem, number: int) -> bytes:
    """A page of the scan (1 is the first) as it was read, straight and the right way up, as a JPEG.

    Raises Unreadable, DamagedFile.
    """
    way = Page.from_dict(item.recognised[number - 1])
    data = blobs.read(item.scan.sha256)
    return picture_of(data, item.scan.kind, number - 1, turn=way.turn, tilt=way.tilt)


def _note(item: RenewalItem, **changes) -> bool:
    """Write ``changes`` down; False when somebody has taken the item out meanwhile."""
    for name, value in changes.items():
        setattr(item, name, value)
    return bool(RenewalItem.objects.filter(pk=item.pk).update(**changes))
