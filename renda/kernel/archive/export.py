"""Items leave as a folder that opens without the product: index page, files, metadata, manifest, digests, and on request
one encapsulated package (DA/T 48-2009) for each item. Checked before it is written, read back after it was.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from renda.foundation.hashing import sha256_hex, sha256_stream
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.archive.content import contents, safe
from renda.kernel.archive.eep.build import build
from renda.kernel.archive.eep.check import check as check_package
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.four import running
from renda.kernel.archive.four.subject import Subject, Written, metadata
from renda.kernel.archive.models import ArchiveItem, CheckRun
from renda.kernel.audit.record import record
from renda.kernel.dossiers import export as folders
from renda.kernel.dossiers.models import Dossier
from renda.kernel.files.errors import DamagedFile

VERB = "archive.export"
METADATA, PACKAGES = "metadata.json", "eep"


class CannotExport(ValueError):
    """The items can't leave like that; ``faults`` (Chinese) say what is wrong."""

    def __init__(self, message: str, faults: Sequence[str] = ()):
        self.faults = list(faults)
        super().__init__(message)


@dataclass(frozen=True)
class Exported:
    """What was written: the folder, its files, and the check that was kept."""

    folder: Path
    files: int
    bytes: int
    packages: int
    run: CheckRun


def items_of(dossier: Dossier) -> list[ArchiveItem]:
    rows = ArchiveItem.objects.filter(dossier=dossier, destroyed_on__isnull=True).select_related(
        "dossier", "box"
    )
    return list(rows.order_by("year", "retention", "category", "serial", "id"))


def prepare(dossier: Dossier, *, eep: bool = False) -> folders.Package:
    """Everything the folder of a dossier holds, read beforehand; with ``eep`` a package for each of its items.

    Raises CannotFile and DamagedFile where a package can't be built.
    """
    package = folders.prepare(dossier)
    items = items_of(dossier)
    if items:
        package.members.append(folders.from_text(METADATA, as_json([metadata(item) for item in items])))
    if eep:
        if not items:
            raise CannotFile("这个案卷还没有归档文件，归档以后才有封装包。")
        for item in items:
            data = checked_package(item)
            package.members.append(
                folders.Member(f"{PACKAGES}/{safe(item.code)}.xml", lambda data=data: iter([data]))
            )
    return package


def prepare_item(item: ArchiveItem, *, eep: bool = False) -> folders.Package:
    """The folder of an old paper, which has no dossier. Raises DamagedFile, CannotFile."""
    package = folders.Package(safe(item.title))
    files = contents(item)
    lines = "\n".join(f"{file.name}　{file.title}" for file in files)
    manifest = {
        "items": [{"name": file.name, "title": file.title, "sha256": file.digest} for file in files],
        "pages": item.pages,
    }
    package.members = [
        folders.from_text("目录.txt", f"{item}\n\n{lines}\n"),
        *(folders.Member(file.name, lambda file=file: iter([file.data])) for file in files),
        folders.from_text(METADATA, as_json([metadata(item)])),
        folders.from_text(folders.MANIFEST, as_json(manifest)),
    ]
    if eep:
        data = checked_package(item)
        package.members.append(folders.Member(f"{PACKAGES}/{safe(item.code)}.xml", lambda: iter([data])))
    return package


def checked_package(item: ArchiveItem) -> bytes:
    """The package of an item, valid by our schema. Raises CannotExport when it is not."""
    data = build(item)
    if faults := check_package(data):
        raise CannotExport(f"{item}的封装包不合规定，没有导出。", faults)
    return data


def as_json(value) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)


# ------------------------------------------------------------------ to a folder


def export(actor: Actor, subject: Dossier | ArchiveItem, directory: Path, *, eep: bool = False) -> Exported:
    """Write a dossier (or an old paper) into a new folder inside ``directory``, read it back, and keep the check.

    Raises:
        CannotExport: checks of authenticity or safety failed, the folder is there already, or can't be written.
        CannotFile: no number yet for a package.
    """
    require_verb(actor, VERB)
    items = items_of(subject) if isinstance(subject, Dossier) else [subject]
    before = Subject(items)
    refuse_unsound(before)
    try:
        package = (
            prepare(subject, eep=eep) if isinstance(subject, Dossier) else prepare_item(subject, eep=eep)
        )
    except DamagedFile as error:
        raise CannotExport(str(error)) from error
    folder = directory / package.folder
    try:
        written = write(package, folder)
    except OSError as error:
        raise CannotExport(
            f"写不进“{folder}”：{error.strerror or error}。请换一个空的文件夹，或者检查磁盘。"
        ) from error
    with transaction.atomic():
        run = running.keep(actor, CheckRun.Stage.HANDOVER, replace(before, written=written), str(subject))
        record(actor, "archive.export", subject, {"what": "文件夹和封装包" if eep else "文件夹"})
    return Exported(folder, written.files, written.bytes, len(items) if eep else 0, run)


def export_packed(actor: Actor, dossier: Dossier, *, eep: bool = False) -> tuple[str, BinaryIO]:
    """As ``export``, for sending: the name of the folder, and an archive of it that is gone once it is closed.

    Raises:
        CannotExport, CannotFile: as ``export``.
    """
    with tempfile.TemporaryDirectory(prefix=".export-", dir=settings.DATA_DIR) as scratch:
        made = export(actor, dossier, Path(scratch), eep=eep)
        packed = tempfile.TemporaryFile(dir=settings.DATA_DIR)  # noqa: SIM115 (closed by whoever sends it)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(made.folder.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(scratch).as_posix())
    packed.seek(0)
    return made.folder.name, packed


def refuse_unsound(subject: Subject) -> None:
    """Raises CannotExport when something inside is not what was filed."""
    bare = Subject(subject.items, Written(0, 0))
    if faults := running.blocking(running.examine(CheckRun.Stage.HANDOVER, bare)):
        raise CannotExport("四性检测有不合格的，没有导出。", faults)


def write(package: folders.Package, folder: Path) -> Written:
    """Write the members and the list of digests into ``folder``, then read everything back. Raises OSError."""
    folder.mkdir(parents=True)
    digests: dict[str, str] = {}
    for member in package.members:
        target = folder / member.path
        target.parent.mkdir(exist_ok=True)
        with target.open("xb") as stream:
            for chunk in member.read():
                stream.write(chunk)
        digests[member.path] = noted(target)
    listing = "".join(f"{digest}  {path}\n" for path, digest in digests.items())
    (folder / folders.HASHES).write_bytes(listing.encode())
    digests[folders.HASHES] = sha256_hex(listing)
    return read_back(folder, digests, package.damaged)


def noted(path: Path) -> str:
    with path.open("rb") as stream:
        return sha256_stream(stream)


def read_back(folder: Path, digests: dict[str, str], damaged: Sequence[str]) -> Written:
    """What lies in the folder compared with what was written."""
    there = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    faults: dict[str, list[str]] = {"FOUR-11": [], "FOUR-12": [], "FOUR-26": [], "FOUR-27": []}
    faults["FOUR-11"] += [f"缺“{name}”" for name in (folders.MANIFEST, folders.HASHES) if name not in there]
    faults["FOUR-12"] += [
        f"“{name}”和库里的不一样"
        for name, digest in digests.items()
        if name not in there or noted(there[name]) != digest
    ]
    faults["FOUR-12"] += [f"“{title}”已损坏，没有导出" for title in damaged]
    faults["FOUR-26"] += [f"多了“{name}”" for name in there if name not in digests]
    for name, path in there.items():
        if name.startswith(f"{PACKAGES}/"):
            faults["FOUR-11"] += [f"{name}：{fault}" for fault in check_package(path.read_bytes())]
    return Written(len(there), sum(path.stat().st_size for path in there.values()), faults)
