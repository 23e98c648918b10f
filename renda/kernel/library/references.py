"""Papers kept to learn from: taking one in, changing what is said about it, beginning a draft with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from renda.foundation import clock
from renda.foundation.chinese.text import one_line
from renda.foundation.hashing import sha256_hex
from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.documents.engine import model
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.reading import Unreadable, read_paper
from renda.kernel.files import blobs
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.store import accept
from renda.kernel.library.models import ReferenceKind, ReferencePaper
from renda.kernel.library.reading.headnote import day_of
from renda.kernel.search import api as search
from renda.kernel.units.scope import active_town_id

KIND = "library.reference"
#: Kinds of work a paper may be of use for.
TAGS = (
    "人代会", "主席团会议", "建议办理", "监督检查", "评议", "选举任免", "代表履职", "民生实事",
    "调研", "宣传", "信访", "机关党建", "总结计划", "讲话致辞",
)  # fmt: skip
SHORTEST = 20


@dataclass
class Described:
    """What is said about a paper beside its text."""

    kind: str
    title: str
    author: str = ""
    origin: str = ""
    dated_on: date | None = None
    tags: list[str] = field(default_factory=list)
    remark: str = ""


class NotKept(ValueError):
    """The paper is not taken in; the message says why and what to do."""


@dataclass(frozen=True)
class Looked:
    """What a file holds, before it is kept: guesses that a person corrects."""

    title: str
    dated_on: date | None
    text: str
    notes: tuple[str, ...]
    known: ReferencePaper | None


def look(data: bytes, filename: str) -> Looked:
    """Read a paper without keeping it. Raises NotKept."""
    try:
        read = read_paper(data, filename)
    except Unreadable as error:
        raise NotKept(str(error)) from error
    text = "\n".join(line for line in read.paragraphs if line.strip())
    title = one_line(read.paper.title.replace("\n", "")) or re.sub(r"\.[^.]+$", "", filename)
    if len(text) < SHORTEST:
        raise NotKept("文件里几乎没有文字，请检查是不是选错了文件。")
    tail = text[-200:]
    return Looked(title[:240], day_of(read.paper.date) or day_of(tail), text, read.notes, twin(text))


def content_hash(text: str) -> str:
    """Of the words without spaces: two copies of one paper have the same."""
    return sha256_hex(re.sub(r"\s+", "", text))


def twin(text: str) -> ReferencePaper | None:
    """The paper with the same words that is kept already."""
    return ReferencePaper.objects.filter(content_hash=content_hash(text), withdrawn_at__isnull=True).first()


@transaction.atomic
def keep_paper(
    text: str, said: Described, actor: Actor, upload: tuple[str, bytes] | None = None
) -> ReferencePaper:
    """Keep a paper with its words, from a file or typed in.

    Args:
        text: all of its words.
        said: kind, title, author, source, date, tags, remark.
        actor: who keeps it.
        upload: (file name, bytes) it was read from.

    Raises:
        NotKept: too short, there already, or the file may not be stored.
    """
    if len(text.strip()) < SHORTEST:
        raise NotKept("文字太少，没有存。请把全文贴进来，或者上传文件。")
    if known := twin(text):
        raise NotKept(f"资料库里已经有这一篇了：《{known.title}》。")
    try:
        stored = (
            accept(upload[1], upload[0], town_id=active_town_id(), created_by=actor.label) if upload else None
        )
    except RefusedFile as error:
        raise NotKept(str(error)) from error
    paper = ReferencePaper.objects.create(
        **vars(said),
        text=text.strip(),
        content_hash=content_hash(text),
        file=stored,
        kept_by=actor.label[:80],
    )
    search.refresh(KIND, paper)
    record(actor, "library.keep", paper)
    return paper


@transaction.atomic
def change(paper: ReferencePaper, said: Described, actor: Actor) -> None:
    """Change what is said about a paper; its words stay."""
    for name, value in vars(said).items():
        setattr(paper, name, value)
    paper.save(update_fields=list(vars(said)))
    search.refresh(KIND, paper)
    record(actor, "library.change", paper)


@transaction.atomic
def withdraw(paper: ReferencePaper, why: str, actor: Actor) -> None:
    """Take a paper out of the library; the row and its file stay."""
    paper.withdrawn_at = clock.now()
    paper.save(update_fields=["withdrawn_at"])
    search.refresh(KIND, paper)
    record(actor, "library.withdraw", paper, {"why": why})


def as_paper(paper: ReferencePaper) -> OfficialPaper:
    """The paper as a draft may begin with it: structured as its file says, else one paragraph for each line."""
    if paper.file is not None:
        try:
            return read_paper(blobs.read(paper.file.sha256), paper.file.original_name).paper
        except Unreadable:
            pass
    lines = [line.strip() for line in paper.text.split("\n") if line.strip() and line.strip() != paper.title]
    blocks = tuple(model.text(line) for line in lines)
    return OfficialPaper(
        kind=str(ReferenceKind(paper.kind).label), form="plain", title=paper.title, blocks=blocks
    )
