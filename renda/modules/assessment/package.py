"""The package of evidence: one folder an item, with what proves it, the rows behind each number, an index page, a manifest, digests.

Everything from the database is read beforehand; the bytes are read one file at a time while the archive is sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.template.loader import render_to_string

from renda.foundation.hashing import sha256_hex
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.archive.models import ArchiveItem
from renda.kernel.documents import papers
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.models import Paper
from renda.kernel.dossiers import export as folders
from renda.kernel.dossiers.models import Dossier
from renda.kernel.exchange.writing import Column, write_xlsx
from renda.kernel.figures.registry import Rows
from renda.kernel.files import blobs
from renda.kernel.files.models import StoredFile
from renda.modules.assessment import answering, documents, exporting
from renda.modules.assessment.answering import Answer
from renda.modules.assessment.models import Assessment, Evidence

ROWS = (Column("n", "序号"), Column("label", "记录"), Column("detail", "说明"))
RETURN = "自评表"


@dataclass
class Line:
    """One item on the index page: its answer and the files in its folder."""

    answer: Answer
    folder: str
    files: list[tuple[str, str]] = field(default_factory=list)
    out_of_reach: int = 0


@dataclass
class Packing:
    """The package while it is put together: members, lines, and what the manifest says of each file."""

    actor: Actor
    package: folders.Package
    lines: list[Line] = field(default_factory=list)
    manifest: list[dict] = field(default_factory=list)

    def add(self, path: str, title: str, read: Callable[[], Iterator[bytes]], digest: str = "") -> None:
        self.package.members.append(folders.Member(path, read))
        self.manifest.append({"path": path, "title": title, **({"sha256": digest} if digest else {})})


def prepare(actor: Actor, assessment: Assessment) -> folders.Package:
    """Everything the package of an assessment holds, as far as the actor may see it."""
    packing = Packing(actor, folders.Package(folders.safe_name(f"{assessment}佐证材料", "佐证材料")))
    official = documents.as_it_stands(actor, assessment)
    pdf, table = render_pdf(official).bytes, exporting.as_excel(assessment)
    packing.add(f"{RETURN}.pdf", RETURN, lambda: iter([pdf]), sha256_hex(pdf))
    packing.add(f"{RETURN}.xlsx", RETURN, lambda: iter([table]), sha256_hex(table))
    proofs = exporting.evidence_of(assessment)
    for n, one in enumerate(answering.answers(answering.items_of(assessment)), 1):
        pack_item(packing, n, one, proofs.get(one.item.pk, []))
    facts = {
        "assessment": assessment,
        "lines": packing.lines,
        "made_at": packing.package.made_at,
        "damaged": packing.package.damaged,
    }
    page = render_to_string("assessment/package_index.html", facts)
    packing.package.members.insert(0, folders.from_text(folders.INDEX, page))
    manifest = {"title": str(assessment), "files": packing.manifest, "damaged": packing.package.damaged}
    packing.package.members.append(
        folders.from_text(
            folders.MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)
        )
    )
    return packing.package


def pack_item(packing: Packing, n: int, answer: Answer, proofs: list[Evidence]) -> None:
    """The folder of one item: the list of rows behind its number, then the evidence in its order."""
    line = Line(answer, f"{n:02d}-{folders.safe_name(str(answer.item), '考评内容')[:40]}")
    packing.lines.append(line)
    if rows := answering.rows_behind(packing.actor, answer.item):
        pack_rows(packing, line, rows)
    for position, proof in enumerate(proofs, 1):
        for name, title, read, digest in files_of(packing, proof):
            path = f"{line.folder}/{position:02d}-{name}"
            packing.add(path, title, read, digest)
            line.files.append((path, title))
        if not seen(packing.actor, proof):
            line.out_of_reach += 1


def pack_rows(packing: Packing, line: Line, rows: Rows) -> None:
    if not rows.shown:
        return
    told = [{"n": str(n), "label": row.label, "detail": row.detail} for n, row in enumerate(rows.shown, 1)]
    table = write_xlsx(ROWS, told, title=f"{line.answer.figure.label}：{line.answer.text}", sheet_name="明细")
    path = f"{line.folder}/00-{folders.safe_name(line.answer.figure.label, '明细')}明细.xlsx"
    packing.add(
        path, f"{line.answer.figure.label}明细（{rows.total}条）", lambda: iter([table]), sha256_hex(table)
    )
    line.files.append((path, f"{line.answer.figure.label}明细（{rows.total}条）"))


def seen(actor: Actor, proof: Evidence) -> bool:
    """May the actor see what was picked? Files were handed in with the assessment itself."""
    for name, model in (("paper_id", Paper), ("dossier_id", Dossier), ("archived_id", ArchiveItem)):
        if key := getattr(proof, name):
            return visible(actor, model).filter(pk=key).exists()
    return True


def files_of(
    packing: Packing, proof: Evidence
) -> Iterator[tuple[str, str, Callable[[], Iterator[bytes]], str]]:
    """Name, title, reader and known digest of each file of one piece of evidence."""
    if not seen(packing.actor, proof):
        return
    if proof.paper_id:
        yield of_paper(proof.paper, proof.title)
    elif proof.file_id:
        yield from of_file(packing, proof.file, proof.title)
    else:
        rows = (
            (proof.dossier.items if proof.dossier_id else proof.archived.parts)
            .select_related("paper", "file")
            .order_by("position")
        )
        readable = set(
            visible(packing.actor, Paper)
            .filter(pk__in=[row.paper_id for row in rows if row.paper_id])
            .order_by()
            .values_list("pk", flat=True)
        )
        folder = folders.safe_name(proof.title, "案卷")[:40]
        for row in rows:
            made = (
                [of_paper(row.paper, row.title)]
                if row.paper_id in readable
                else of_file(packing, row.file, row.title)
                if row.file_id
                else ()
            )
            for name, title, read, digest in made:
                yield f"{folder}/{row.position:03d}-{name}", title, read, digest


def of_paper(paper: Paper, title: str) -> tuple[str, str, Callable[[], Iterator[bytes]], str]:
    return f"{folders.safe_name(title, '公文')}.pdf", title, lambda: iter([papers.as_pdf(paper).bytes]), ""


def of_file(
    packing: Packing, stored: StoredFile, title: str
) -> Iterator[tuple[str, str, Callable[[], Iterator[bytes]], str]]:
    """A file as it was handed in; one whose bytes are lost is named on the index page."""
    if blobs.is_whole(stored.sha256):
        yield (
            folders.safe_name(stored.original_name, "文件"),
            title,
            lambda: folders.read_blob(stored.sha256),
            stored.sha256,
        )
    else:
        packing.package.damaged.append(title)
