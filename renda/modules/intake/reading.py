"""Reading what was taken in, beside the pages: papers with text first, then scans, some pages at a time.

Every page is noted as it gets done, so that a restart goes on with the next one. A page that ends the recognition
again and again is given up, not the scan; a paper that can't be read at all stays, with the reason, and is filed by
what a person types.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from renda.foundation import clock
from renda.foundation.hashing import sha256_hex
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.archive import table
from renda.kernel.archive.filing import set_text
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.reading import Scanned, Unreadable, read_paper
from renda.kernel.documents.reading.scans import Page, is_installed, paper_of, recognise
from renda.kernel.documents.reading.scans.beside import Beside
from renda.kernel.documents.reading.scans.process import NOT_INSTALLED
from renda.kernel.files import blobs
from renda.kernel.files.errors import DamagedFile, NoText
from renda.kernel.files.limits import DEFAULT, SCANS
from renda.kernel.files.text import extract_text
from renda.kernel.search.fold import fold
from renda.kernel.units.scope import acting_in
from renda.modules.intake.grouping import printed_numbers
from renda.modules.intake.models import Intake, IntakeFile, IntakePage, IntakePaper
from renda.modules.intake.policy import KEEP
from renda.modules.intake.proposing import Proposal, propose

TABLES = ("xlsx", "xls", "csv")
LONG_ENOUGH = 50
"""Texts shorter than this (characters) are often alike without being the same paper."""
TOO_OFTEN = "读了几次都中途停了，可能文件有问题，或者电脑的内存不够。可以再读一次，也可以看着原件把各项填好。"
LOST = "文件找不到或损坏了，请再放进来一次。"
UNEXPECTED = "没有读成，请再读一次；还不行请联系系统管理员。"
UNREAD = "第{}页没有认成，只有图片，请看着图片核对。"
CUT = "这份扫描件有{}页，只认了前{}页，后面的请看图片。"
REORDERED = "已按页面上印的页码重新排了先后。"
ALIKE = "文字和“{}”一样，可能是同一份，只是文件格式不同。"
log = logging.getLogger(__name__)


def waiting() -> QuerySet[IntakePaper]:
    """The papers of all towns that are still to be read: what is read in a moment before scans, the oldest first."""
    rows = IntakePaper.everywhere.filter(
        read_at=None, problem="", set_aside_at=None, intake__paused_at=None, files__isnull=False
    )
    return rows.order_by("is_scan", "intake__started_at", "intake_id", "position").distinct()


def _next() -> bool:
    """Read the next paper that waits, of a scan some pages; False when none waits."""
    paper = waiting().first()
    if paper is None:
        return False
    with acting_in(paper.town_id):
        read_on(paper)
    return True


def read_on(paper: IntakePaper) -> None:
    """Read a paper of the active town, of a scan some pages; what goes wrong is noted with it."""
    try:
        _read(paper)
    except Unreadable as error:
        _settle_unread(paper, str(error))
    except (DamagedFile, NoText) as error:
        _settle_unread(paper, LOST if isinstance(error, DamagedFile) else str(error))
    except Exception:
        log.exception("reading an old paper failed")
        _settle_unread(paper, UNEXPECTED)


def read_now(intake: Intake, *, scans: bool, tell: Callable[[str], None]) -> None:
    """Read a list at once, with or without its scans; ``tell`` hears of every paper and every stretch of pages."""
    rows = waiting().filter(intake=intake)
    while (paper := (rows if scans else rows.filter(is_scan=False)).first()) is not None:
        tell(paper.name)
        read_on(paper)


beside = Beside("renda-intake", _next)


def go_on(now: datetime) -> int:
    """Go on with what a restart has interrupted; returns how many papers wait. Meant for the background rounds."""
    count = waiting().count()
    if count:
        beside.start()
    return count


def try_again(actor: Actor, paper: IntakePaper) -> None:
    """Read a paper once more; pages that are done stay done."""
    require(actor, KEEP, paper)
    with transaction.atomic():
        IntakePage.objects.filter(file__paper=paper, is_unread=True).delete()
        IntakePaper.objects.filter(pk=paper.pk).update(problem="", tries=0, read_at=None)
        transaction.on_commit(beside.start)


def _read(paper: IntakePaper) -> None:
    if paper.tries >= SCANS.tries * (2 if paper.is_scan else 1):
        raise Unreadable(TOO_OFTEN)
    _note(paper, tries=paper.tries + 1)
    files = list(paper.files.select_related("stored").order_by("position", "id"))
    if paper.is_scan or any(one.stored.is_image for one in files):
        _read_scan(paper, files)
    else:
        _read_text(paper, files[0])


def _read_text(paper: IntakePaper, file: IntakeFile) -> None:
    stored = file.stored
    if stored.kind in TABLES:
        text, _ = extract_text(stored)
        _settle(paper, None, text, [])
        return
    try:
        read = read_paper(blobs.read(stored.sha256), f"paper.{stored.kind}")
    except Scanned:
        _note(paper, is_scan=True, tries=0)
        return
    _settle(paper, read.paper, "\n".join(read.paragraphs), list(read.notes))


# ------------------------------------------------------------------ scans


def _read_scan(paper: IntakePaper, files: Sequence[IntakeFile]) -> None:
    """Some pages of the first file that is not done; when all are, the paper."""
    if not is_installed():
        raise Unreadable(NOT_INSTALLED)
    if not paper.is_scan:
        _note(paper, is_scan=True, tries=0)
        return
    for file in files:
        done = file.pages.count()
        if done < pages_wanted(file):
            _some_pages(paper, file, done)
            return
    _join(paper, files)


def pages_wanted(file: IntakeFile) -> int:
    """How many pages of a file are to be recognised."""
    return min(file.stored.pages or 1, SCANS.archive_pages)


def _some_pages(paper: IntakePaper, file: IntakeFile, done: int) -> None:
    data = blobs.read(file.stored.sha256)
    most = min(SCANS.at_once, pages_wanted(file) - done)
    try:
        pages = recognise(data, file.stored.kind, first=done, most=DEFAULT.pdf_pages)
        for number, (page, _) in enumerate(islice(pages, most), done):
            _keep_page(paper, file, number, page)
            if not _is_wanted(paper):
                return
    except Unreadable as error:
        _stumbled(paper, file, error)


def _keep_page(
    paper: IntakePaper, file: IntakeFile, number: int, page: Page, *, is_unread: bool = False
) -> None:
    content = page.as_dict()
    for row in content["rows"]:
        row["strip"] = ""  # the picture of the whole page is at hand
    with transaction.atomic():
        IntakePage.objects.update_or_create(
            file=file, number=number, defaults={"content": content, "is_unread": is_unread}
        )
        _note(paper, tries=0)


def _is_wanted(paper: IntakePaper) -> bool:
    """Whether nobody has stopped the reading meanwhile."""
    return IntakePaper.objects.filter(pk=paper.pk, set_aside_at=None, intake__paused_at=None).exists()


def _stumbled(paper: IntakePaper, file: IntakeFile, error: Unreadable) -> None:
    """The recognition ended in the middle: the page it stopped at is tried again some times, then passed over."""
    if paper.tries < SCANS.tries:
        return
    number = file.pages.count()
    before = list(file.pages.order_by("-number").values_list("is_unread", flat=True)[: SCANS.in_a_row - 1])
    if len(before) == SCANS.in_a_row - 1 and all(before):
        raise error
    _keep_page(paper, file, number, Page(1, 1, ()), is_unread=True)


def _join(paper: IntakePaper, files: Sequence[IntakeFile]) -> None:
    """The paper on its pages; pictures lie in the order of the numbers printed on them, where all have one."""
    rows = {file.pk: list(file.pages.order_by("number")) for file in files}
    notes = []
    if len(files) > 1 and all(len(found) == 1 for found in rows.values()):
        files, moved = _by_printed_numbers(files, rows)
        notes += [REORDERED] if moved else []
    ordered = [row for file in files for row in rows[file.pk]]
    notes += [UNREAD.format(place) for place, row in enumerate(ordered, 1) if row.is_unread]
    for file in files:
        if (file.stored.pages or 1) > SCANS.archive_pages:
            notes.append(CUT.format(file.stored.pages, SCANS.archive_pages))
    try:
        read = paper_of([row.page() for row in ordered])
    except Unreadable as error:
        _settle(paper, None, "", [*notes, str(error)])
        return
    _settle(paper, read.paper, "\n".join(read.paragraphs), [*notes, *read.notes])


def _by_printed_numbers(files: Sequence[IntakeFile], rows: dict) -> tuple[list[IntakeFile], bool]:
    numbers = printed_numbers([rows[file.pk][0].page() for file in files])
    if numbers is None:
        return list(files), False
    ordered = [file for _, file in sorted(zip(numbers, files, strict=True), key=lambda one: one[0])]
    moved = ordered != list(files)
    if moved:
        for position, file in enumerate(ordered, 1):
            file.position = position
        IntakeFile.objects.bulk_update(ordered, ["position"])
    return ordered, moved


def joined_again(paper: IntakePaper) -> None:
    """The words of a scan put together once more, after a row was corrected. What is proposed stays as it was."""
    pages = IntakePage.objects.filter(file__paper=paper).order_by("file__position", "file_id", "number")
    read = paper_of([row.page() for row in pages])
    text = "\n".join(read.paragraphs)
    _note(paper, text=text, text_digest=_digest_of(text))
    if paper.item is not None:
        set_text(paper.item, words_of(paper))


# ------------------------------------------------------------------ what was read


def _settle(paper: IntakePaper, read: OfficialPaper | None, text: str, notes: list[str]) -> None:
    """Keep the words and what they say about the paper; of one that was confirmed already the words alone."""
    digest = _digest_of(text)
    twin = _same_text(paper, digest)
    if twin is not None:
        notes = [ALIKE.format(twin), *notes]
    facts = {
        "text": text,
        "text_digest": digest,
        "notes": notes,
        "problem": "",
        "tries": 0,
        "read_at": clock.now(),
    }
    with transaction.atomic():
        kept = IntakePaper.objects.select_for_update(of=("self",)).select_related("item").get(pk=paper.pk)
        if kept.item is None:
            _note(kept, **facts, **_proposed(kept, read, text))
        else:
            _note(kept, **facts)
            set_text(kept.item, words_of(kept))


def _digest_of(text: str) -> str:
    """What tells texts apart whatever their format; empty for short ones."""
    bare = fold(text)
    return sha256_hex(bare.encode("utf-8", "ignore")) if len(bare) >= LONG_ENOUGH else ""


def _settle_unread(paper: IntakePaper, problem: str) -> None:
    """Why it was not read; what its name says is proposed all the same."""
    facts = {} if paper.item_id else _proposed(paper, None, "")
    _note(paper, problem=problem[:240], tries=0, **facts)


def _proposed(paper: IntakePaper, read: OfficialPaper | None, text: str) -> dict:
    found: Proposal = propose(paper.group.rstrip("/") or paper.name, read, text, today=clock.today())
    facts = {
        name: getattr(found, name) for name in ("title", "kind", "number", "organ", "dated_on", "reasons")
    }
    return {**facts, "line": _line(found.title)}


def _line(title: str) -> str:
    """The line of the retention table that fits a title; none in a town whose table is not furnished yet."""
    try:
        return table.guess(title).key
    except table.TableError:
        return ""


def _same_text(paper: IntakePaper, digest: str) -> IntakePaper | None:
    if not digest:
        return None
    rows = IntakePaper.objects.filter(text_digest=digest, set_aside_at=None).exclude(pk=paper.pk)
    return rows.order_by("intake__started_at", "position").first()


def words_of(paper: IntakePaper) -> str:
    """What a paper is found by: what a person wrote about it, and the words read in it."""
    return "\n".join(part for part in (paper.summary, "" if paper.is_handwritten else paper.text) if part)


def _note(paper: IntakePaper, **changes) -> None:
    for name, value in changes.items():
        setattr(paper, name, value)
    IntakePaper.objects.filter(pk=paper.pk).update(**changes)
