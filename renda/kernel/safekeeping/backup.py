"""Making a backup: one file with the database, the files and the keys, while people go on working."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection

import renda
from renda.foundation import clock
from renda.kernel.files import blobs
from renda.kernel.safekeeping import snapshot
from renda.kernel.safekeeping.archive import ArchiveWriter
from renda.kernel.safekeeping.checks import Tell, quiet
from renda.kernel.safekeeping.errors import BackupFailed, RestoreRefused
from renda.kernel.safekeeping.models import BackupRun
from renda.kernel.safekeeping.reader import check_backup
from renda.kernel.safekeeping.sealing import SealingWriter

FILES_FOLDER = "files/"
KEYS_FOLDER = "keys/"
TELL_EVERY = 500
SPARE_BYTES = 50 * 1024 * 1024

OPEN_WARNING = "这份备份没有设密码：谁拿到它，谁就能看到里面的全部内容（包括身份证号和手机号）。请妥善保管。"


@dataclass(frozen=True)
class BackupReport:
    """What was saved where; ``rows`` is the sum over all tables, ``size`` is in bytes, ``run`` the note."""

    path: Path
    size: int
    files: int
    rows: int
    tables: dict[str, int]
    has_password: bool
    run: BackupRun | None = None


def make_backup(
    target: Path, progress: Tell = quiet, *, password: str | None = None, scheduled: bool = False
) -> BackupReport:
    """Save everything into the one file ``target``, read it back, and note the attempt.

    The file appears under its name only when it is complete and checked; an older one of that name
    is replaced at that moment.

    Args:
        target: the file to write; its folder must exist.
        progress: gets Chinese lines about how far it is.
        password: seals the file; without it everything in it can be read by whoever has it.
        scheduled: whether it was made by the clock.

    Raises:
        BackupFailed: no space, no right to write there, or the copy did not read back well.
    """
    target, begun = Path(target).expanduser().resolve(), clock.now()
    try:
        report = _make(target, progress, password)
    except (OSError, sqlite3.Error, RestoreRefused) as error:
        message = _explain(error, target)
        raise BackupFailed(message, _note(target, scheduled, password, at=begun, message=message)) from error
    summary = f"{report.files}份文件、{report.rows}条记录"
    facts = {"at": begun, "size": report.size, "ok": True, "message": summary}
    return replace(report, run=_note(target, scheduled, password, **facts))


def _make(target: Path, progress: Tell, password: str | None) -> BackupReport:
    if target.is_dir():
        raise IsADirectoryError(target)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        _require_space(target.parent)
        with open(draft, "xb", opener=_private) as stream:
            facts = _write(stream, progress, password)
            stream.flush()
            os.fsync(stream.fileno())
        progress("正在核对备份……")
        check_backup(draft, password=password)
        os.replace(draft, target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    blobs.sync_folder(target.parent)
    tables = facts["tables"]
    return BackupReport(
        target, target.stat().st_size, facts["files"], sum(tables.values()), tables, bool(password)
    )


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)


def _write(stream: BinaryIO, progress: Tell, password: str | None) -> dict:
    sealing = SealingWriter(stream, password) if password else None
    with ArchiveWriter(sealing or stream) as archive:
        progress("正在保存数据库……")
        # The database first: files are stored before the rows that mention them and never change,
        # so every file that this picture of the database mentions is there.
        facts = {"engine": connection.vendor, "migrations": snapshot.applied_migrations()}
        with scratch_folder() as scratch:
            on_sqlite = connection.vendor == "sqlite"
            facts["tables"] = (
                snapshot.add_sqlite(archive, scratch) if on_sqlite else snapshot.add_tables(archive)
            )
        facts["files"] = _add_files(archive, progress)
        _add_keys(archive)
        facts |= {"app_version": renda.__version__, "made_at": clock.now().isoformat()}
        archive.finish(facts)
    if sealing:
        sealing.finish()
    return facts


def _add_files(archive: ArchiveWriter, progress: Tell) -> int:
    count = 0
    for count, (digest, path) in enumerate(blobs.walk(), 1):
        archive.add_file(f"{FILES_FOLDER}{digest}", path, compress=False)
        if count % TELL_EVERY == 0:
            progress(f"正在保存文件：已保存{count}份")
    return count


def _add_keys(archive: ArchiveWriter) -> None:
    for path in sorted((Path(settings.DATA_DIR) / "keys").glob("*")):
        if path.is_file() and path.suffix != ".part":
            archive.add_file(f"{KEYS_FOLDER}{path.name}", path, compress=False)


def _require_space(folder: Path) -> None:
    """Refuse early when the disk is clearly too full."""
    data = Path(settings.DATA_DIR)
    needed = sum(path.stat().st_size for _, path in blobs.walk())
    needed += sum(path.stat().st_size for path in data.glob("*.sqlite3"))
    if shutil.disk_usage(folder).free < needed + SPARE_BYTES:
        raise OSError(28, "no space")


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A private folder inside the data folder, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".scratch-", dir=settings.DATA_DIR) as name:
        yield Path(name)


def _explain(error: Exception, target: Path) -> str:
    if isinstance(error, RestoreRefused):
        return "备份写好后核对没有通过，已作废。磁盘可能有问题，请换一个位置再备份。"
    if isinstance(error, sqlite3.Error):
        return "数据库读不出来，没有备份成。请先做一次“检查”，并保留以前的备份。"
    if isinstance(error, IsADirectoryError):
        return f"“{target}”是文件夹。请在后面加上文件名，例如 备份.zip。"
    if isinstance(error, FileNotFoundError):
        return f"没有“{target.parent}”这个文件夹，请检查位置；如果是移动硬盘，请先插好。"
    if isinstance(error, PermissionError):
        return f"没有在“{target.parent}”里写文件的权限，请换一个位置。"
    if isinstance(error, OSError) and error.errno == 28:
        return f"“{target.parent}”所在的磁盘空间不够，请清理或换一个位置。"
    return f"备份没有写成（{getattr(error, 'strerror', None) or type(error).__name__}），请换一个位置再试。"


def _note(target: Path, scheduled: bool, password: str | None, **facts: object) -> BackupRun:
    return BackupRun.objects.create(
        path=str(target)[:1000], scheduled=scheduled, has_password=bool(password), **facts
    )
