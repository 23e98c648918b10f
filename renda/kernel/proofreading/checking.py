"""Texts from outside: taken in, read, checked, and handed back with the accepted mends."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from renda.foundation import clock
from renda.foundation.chinese.text import strip_control
from renda.foundation.hashing import sha256_hex
from renda.kernel.access.actors import Actor
from renda.kernel.audit.models import AuditHead
from renda.kernel.documents.engine.model import OfficialPaper, from_json, to_json
from renda.kernel.documents.reading import read_paper
from renda.kernel.exchange import staging
from renda.kernel.library.shelves import shelf_ids
from renda.kernel.proofreading.characters import keeping
from renda.kernel.proofreading.findings import Finding, mended
from renda.kernel.proofreading.gates import Report, check_source
from renda.kernel.proofreading.models import CheckedText, FindingRuling
from renda.kernel.proofreading.paper import source_of
from renda.kernel.proofreading.text import SourceText, from_lines

MOST_CHARACTERS = 300_000
#: The reports looked at last. Going from finding to finding would else check every word of a long text again each time.
MOST_REPORTS = 8
_looked_at: OrderedDict[tuple, Report] = OrderedDict()
KEPT_MINUTES = 24 * 60
TITLE = 60


class TooLong(ValueError):
    """The text is longer than what is checked in one go; the message says what to do."""


class NothingToCheck(ValueError):
    """There are no words; the message says what to do."""


@dataclass(frozen=True)
class Content:
    """What is checked: an official paper, or lines."""

    paper: OfficialPaper | None = None
    lines: tuple[str, ...] = ()

    def source(self) -> SourceText:
        return source_of(self.paper) if self.paper else from_lines(self.lines)

    def as_json(self) -> str:
        if self.paper:
            return json.dumps({"paper": json.loads(to_json(self.paper))}, ensure_ascii=False)
        return json.dumps({"lines": list(self.lines)}, ensure_ascii=False)


def content_of(row: CheckedText) -> Content:
    """What ``row`` holds."""
    data = json.loads(row.content)
    if "paper" in data:
        return Content(paper=from_json(json.dumps(data["paper"])))
    return Content(lines=tuple(data["lines"]))


def lines_of(text: str) -> tuple[str, ...]:
    """Pasted text as lines, without control characters; tabs stay, they divide cells."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(
        "\t".join(strip_control(cell) for cell in line.split("\t")).rstrip() for line in plain.split("\n")
    )


def take_text(actor: Actor, text: str, title: str = "") -> CheckedText:
    """Take in pasted text. Raises :class:`TooLong` or :class:`NothingToCheck`."""
    lines = lines_of(text)
    first = next((line.strip() for line in lines if line.strip()), "")
    return _store(actor, title.strip() or first[:TITLE], Content(lines=lines), (), "")


def take_file(actor: Actor, data: bytes, filename: str) -> CheckedText:
    """Take in a file. Raises Unreadable (see ``documents.reading``), :class:`TooLong` or :class:`NothingToCheck`."""
    content, notes = read_file(data, filename)
    token = ""
    if filename.lower().endswith(".docx"):
        token = staging.put(str(actor.account_id), {"kind": "proofreading"}, data, keep_minutes=KEPT_MINUTES)
    return _store(actor, filename.rpartition("/")[2][:200], content, notes, token)


def read_file(data: bytes, filename: str) -> tuple[Content, tuple[str, ...]]:
    """What a file says and what to know about it. Text files stay lines: they have no elements."""
    read = read_paper(data, filename)
    if filename.lower().endswith((".txt", ".text", ".csv")):
        return Content(lines=lines_of("\n".join(read.paragraphs))), read.notes
    return Content(paper=read.paper), read.notes


@transaction.atomic
def _store(actor: Actor, title: str, content: Content, notes: Sequence[str], token: str) -> CheckedText:
    """Keep it; a text of the same name that this person brought before is replaced, its rulings stay."""
    source = content.source()
    if not source.whole.strip():
        raise NothingToCheck("没有可以检查的文字，请粘贴文字或者另选文件。")
    if len(source.whole) > MOST_CHARACTERS:
        raise TooLong(f"文字超过{MOST_CHARACTERS // 10_000}万字，请分几次检查。")
    facts = {"content": content.as_json(), "notes": list(notes), "token": token, "checked_at": clock.now()}
    row = CheckedText.objects.filter(owner_id=actor.account_id, title=title[:200]).first()
    if row is None:
        return CheckedText.objects.create(owner_id=actor.account_id, title=title[:200], **facts)
    staging.drop(row.token)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    return row


def report_on(row: CheckedText) -> Report:
    """The gates over a checked text; as they were a moment ago as long as neither it nor the data have changed."""
    stamp = (sha256_hex(row.content), row.town_id, clock.today(), _last_entries(), keeping.standing().made_at)
    if stamp not in _looked_at:
        content = content_of(row)
        paper = content.paper
        _looked_at[stamp] = check_source(content.source(), kind=paper.kind if paper else "", paper=paper)
        while len(_looked_at) > MOST_REPORTS:
            _looked_at.popitem(last=False)
    return _looked_at[stamp]


def _last_entries() -> tuple[int, ...]:
    """The numbers of the last log entries of the town and of the shelves it reads laws from."""
    heads = AuditHead.objects.filter(town_id__in=shelf_ids()).order_by("town_id")
    return tuple(heads.values_list("number", flat=True))


def original(actor: Actor, row: CheckedText) -> bytes | None:
    """The docx that was uploaded, None when it is no longer kept."""
    try:
        return staging.get(row.token, str(actor.account_id))[1] if row.token else None
    except staging.NotStaged:
        return None


@transaction.atomic
def forget(row: CheckedText) -> None:
    """Remove a checked text, its file and what was ruled on it."""
    staging.drop(row.token)
    FindingRuling.objects.filter(model=row._meta.label_lower, object_id=row.pk).delete()
    row.delete()


def mended_lines(row: CheckedText, report: Report, accepted: Sequence[Finding]) -> list[str]:
    """The text with accepted mends, paragraph by paragraph; the cells of a row stand in one line, divided by tabs."""
    cells = mended(report.paragraphs, accepted)
    rows = {
        cells_of[0]: cells_of for table in content_of(row).source().tables for cells_of in table if cells_of
    }
    inner = {index for cells_of in rows.values() for index in cells_of[1:]}
    return [
        "\t".join(cells[one] for one in rows[index]) if index in rows else line
        for index, line in enumerate(cells)
        if index not in inner
    ]
