"""What taking files in would do, file by file; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from renda.foundation import clock
from renda.foundation.hashing import sha256_hex
from renda.kernel.documents.reading import Scanned, Unreadable, read_paper
from renda.kernel.files.archives import Member
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.kinds import PICTURES, kind_of
from renda.kernel.files.limits import DEFAULT
from renda.kernel.files.names import clean_name, extension
from renda.kernel.files.store import pdf_pages
from renda.modules.intake.models import IntakeFile
from renda.modules.intake.proposing import Proposal, propose
from renda.modules.intake.reading import TABLES
from renda.modules.intake.taking import SAME, Given, opened

NEW, SCAN, UNREAD, SAME_AS, REFUSED = "new", "scan", "unread", "same", "refused"
STANDINGS = {
    NEW: "读得出",
    SCAN: "扫描件，要认字",
    UNREAD: "收，但文字读不出",
    SAME_AS: "收过了",
    REFUSED: "不能收",
}


@dataclass(frozen=True)
class Seen:
    """One file: ``standing`` is a key of ``STANDINGS``; ``reason`` (Chinese) where it is not simply taken in."""

    name: str
    standing: str
    reason: str = ""
    proposal: Proposal | None = None


def preview(files: Iterable[Given]) -> Iterator[Seen]:
    """What would become of the files, archives opened; of the active town."""
    first: dict[str, str] = {}
    for member in opened(files):
        if member.refused:
            yield Seen(member.name, REFUSED, member.refused)
            continue
        digest = sha256_hex(member.data)
        twin = first.get(digest) or _taken_before(digest)
        if twin:
            yield Seen(member.name, SAME_AS, SAME.format(twin))
            continue
        first[digest] = member.name
        yield _seen(member)


def _taken_before(digest: str) -> str:
    known = (
        IntakeFile.objects.filter(came_as=digest, paper__set_aside_at=None).select_related("paper").first()
    )
    return str(known.paper) if known else ""


def _seen(member: Member) -> Seen:
    name = clean_name(member.name, DEFAULT.name_length)
    try:
        if len(member.data) > DEFAULT.largest:
            raise RefusedFile(f"文件太大，最大 {DEFAULT.largest // 1024**2} MB。请拆成几份。")
        kind = kind_of(member.data, extension(name), DEFAULT)
        if kind == "pdf":
            pdf_pages(member.data, DEFAULT)
    except RefusedFile as error:
        return Seen(member.name, REFUSED, str(error).replace("上传", "放进来"))
    named = propose(member.name, None, "", today=clock.today())
    if kind in PICTURES:
        return Seen(member.name, SCAN, "", named)
    if kind in TABLES:
        return Seen(member.name, NEW, "", named)
    try:
        read = read_paper(member.data, f"paper.{kind}")
    except Scanned:
        return Seen(member.name, SCAN, "", named)
    except Unreadable as error:
        return Seen(member.name, UNREAD, str(error), named)
    return Seen(
        member.name,
        NEW,
        "",
        propose(member.name, read.paper, "\n".join(read.paragraphs), today=clock.today()),
    )
