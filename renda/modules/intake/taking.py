"""Taking files in: each is judged, stored and noted by itself, so that a stop in the middle leaves whole papers only
and handing the same files in once more takes the rest."""

from __future__ import annotations

import errno
import logging
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import Max

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.foundation.hashing import sha256_hex
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.kernel.files import archives
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.limits import DEFAULT, MB
from renda.kernel.files.names import clean_name
from renda.kernel.files.store import accept
from renda.kernel.people.models import Person
from renda.modules.intake.grouping import group_of, in_order
from renda.modules.intake.models import Intake, IntakeFile, IntakePaper, LeftOut
from renda.modules.intake.policy import KEEP

ROOM = 200 * MB
"""So much of the disk stays free: the database needs room to write down what became of the papers."""
BOUNDS = archives.Bounds(unpacked=4096 * MB, one=DEFAULT.largest)
LONGEST_NAME = 240
DISK_FULL = (
    "电脑的磁盘满了，从“{}”起没有收。已经收的都在；请腾出地方，把这些文件再放进来一次，收过的不会重复。"
)
SAME = "和已经收的“{}”内容完全一样，没有再收。"
CUT_OFF = "这份文件没有传完，请再放进来一次。"
log = logging.getLogger(__name__)


class NotYet(ValueError):
    """Something can't be done; the message (Chinese) says what to do."""


@dataclass(frozen=True)
class Given:
    """A file handed in: its name with its folders, and its bytes (or what they are read from)."""

    name: str
    content: bytes | BinaryIO


@dataclass
class Taken:
    """What became of the files handed in. ``stopped`` (Chinese) says why the rest was not looked at."""

    files: int = 0
    same: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    stopped: str = ""

    @property
    def message_zh(self) -> str:
        """One sentence for the person who handed them in."""
        parts = [f"收进{self.files}个文件"]
        if self.same:
            parts.append(f"{len(self.same)}个和收过的一样")
        if self.refused:
            parts.append(f"{len(self.refused)}个没有收，原因列在下面")
        return "，".join(parts) + "。"


def begin(actor: Actor, title: str = "") -> Intake:
    """A new list of old papers, still empty."""
    require_verb(actor, KEEP)
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    title = title.strip() or f"{date_zh(clock.today())}收的旧文件"
    with transaction.atomic():
        made = Intake.objects.create(title=title[:120], started_by=person, starter=actor.label[:80])
        record(actor, "intake.begin", made)
    return made


def opened(files: Iterable[Given]) -> Iterator[archives.Member]:
    """The files, archives replaced by what is in them."""
    for one in files:
        try:
            if archives.is_archive(one.content):
                yield from archives.members(one.name, one.content, BOUNDS)
            else:
                yield archives.Member(one.name, _bytes(one.content))
        except archives.TORN:
            yield archives.Member(one.name, refused=CUT_OFF)


def _bytes(content: bytes | BinaryIO) -> bytes:
    """No more than the largest file there may be, and one byte to see that it is more."""
    if isinstance(content, bytes):
        return content
    content.seek(0)
    return content.read(DEFAULT.largest + 1)


def add(actor: Actor, intake: Intake, files: Iterable[Given]) -> Taken:
    """Take files into a list; nothing is read yet. Raises PermissionDenied, Http404."""
    require(actor, KEEP, intake)
    taken = Taken()
    for member in opened(files):
        try:
            _refuse_full(len(member.data))
            _take(actor, intake, member, taken)
        except (OSError, OperationalError) as error:
            if not is_disk_full(error):
                raise
            log.warning("no room for more papers", exc_info=True)
            taken.stopped = DISK_FULL.format(member.name)
            break
    return taken


def _refuse_full(size: int) -> None:
    if shutil.disk_usage(settings.DATA_DIR).free < size + ROOM:
        raise OSError(errno.ENOSPC, "no room")


def is_disk_full(error: Exception) -> bool:
    """Whether the disk (or its quota) is full; SQLite says it in its own words."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return "disk is full" in str(error) or "No space left" in str(error)


@transaction.atomic
def _take(actor: Actor, intake: Intake, member: archives.Member, taken: Taken) -> None:
    if member.refused:
        _leave_out(intake, member.name, member.refused, taken)
        return
    digest = sha256_hex(member.data)
    known = (
        IntakeFile.objects.filter(came_as=digest, paper__set_aside_at=None).select_related("paper").first()
    )
    if known is not None:
        reason = SAME.format(known.paper)
        LeftOut.objects.create(
            intake=intake, name=label_of(member.name), reason=reason[:300], same_as=known.paper
        )
        taken.same.append(member.name)
        return
    try:
        stored = accept(member.data, member.name, town_id=intake.town_id, created_by=actor.label)
    except RefusedFile as error:
        _leave_out(intake, member.name, str(error).replace("上传", "放进来"), taken)
        return
    paper = _paper_for(intake, member.name)
    IntakeFile.objects.create(
        paper=paper, position=0, name=label_of(member.name), stored=stored, came_as=digest
    )
    sort_files(paper)
    taken.files += 1


def _leave_out(intake: Intake, name: str, reason: str, taken: Taken) -> None:
    LeftOut.objects.create(intake=intake, name=label_of(name), reason=reason[:300])
    taken.refused.append((name, reason))


def _paper_for(intake: Intake, name: str) -> IntakePaper:
    """The paper that a file belongs to: one that has other pages of it already, or a new one."""
    Intake.objects.select_for_update().get(pk=intake.pk)
    group = group_of(name)
    if group:
        row = intake.papers.filter(group=group, item=None, set_aside_at=None).first()
        if row is not None:
            IntakePaper.objects.filter(pk=row.pk).update(read_at=None, problem="", tries=0)
            return row
    last = intake.papers.aggregate(last=Max("position"))["last"] or 0
    return IntakePaper.objects.create(intake=intake, position=last + 1, name=label_of(name), group=group)


def label_of(name: str) -> str:
    """A name as it is kept: with its folders, or without them when it is very long."""
    return name if len(name) <= LONGEST_NAME else clean_name(name, DEFAULT.name_length)


def sort_files(paper: IntakePaper) -> None:
    """Put the files of a paper into the order of their names."""
    files = sorted(paper.files.all(), key=lambda one: in_order(one.name))
    for position, one in enumerate(files, 1):
        one.position = position
    IntakeFile.objects.bulk_update(files, ["position"])
