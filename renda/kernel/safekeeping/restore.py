"""Bringing a backup back: everything is checked in a scratch folder before anything is touched."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from renda.foundation import clock
from renda.kernel.safekeeping import crossing, snapshot
from renda.kernel.safekeeping.archive import ArchiveReader
from renda.kernel.safekeeping.backup import FILES_FOLDER, KEYS_FOLDER, make_backup
from renda.kernel.safekeeping.checks import Tell, quiet
from renda.kernel.safekeeping.errors import BackupFailed, RestoreRefused
from renda.kernel.safekeeping.models import BackupRun
from renda.kernel.safekeeping.reader import opened
from renda.kernel.safekeeping.sealing import DAMAGED

FILE_ENTRY = re.compile(r"files/([0-9a-f]{2})([0-9a-f]{62})")
KEY_ENTRY = re.compile(r"keys/([A-Za-z0-9][A-Za-z0-9._-]{0,80})")
TABLE_ENTRY = re.compile(r"tables/[a-z0-9_]+\.[a-z0-9_]+\.jsonl")
DATABASE_NAME = "renda.sqlite3"
LEFTOVERS = (f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm", "database.json")
TELL_EVERY = 500


@dataclass(frozen=True)
class RestoreReport:
    """What came back; ``kept_in`` is the folder with what was there before (None: nothing was)."""

    made_at: str
    files: int
    rows: int
    tables: dict[str, int]
    kept_in: Path | None


def restore(path: Path, data_dir: Path, progress: Tell = quiet, *, password: str | None = None) -> RestoreReport:
    """Replace what is in ``data_dir`` (and, on PostgreSQL, in the database) by the backup at ``path``.

    Nobody may be working meanwhile; a SQLite database in use is refused. What was there before is
    moved to ``<data_dir>.before-restore-<time>`` and never deleted.

    Args:
        path: the backup.
        data_dir: the data folder; need not exist.
        progress: gets Chinese lines about how far it is.
        password: of the backup.

    Raises:
        PasswordNeeded: the password is missing or wrong; nothing was changed.
        RestoreRefused: damaged, newer than this program, in use, no space; nothing was changed.
    """
    data_dir = Path(data_dir).expanduser().resolve()
    on_sqlite = connection.vendor == "sqlite"
    with opened(Path(path), password) as archive, _scratch(data_dir) as scratch:
        tables = unpack(archive, scratch, progress)
        if on_sqlite and archive.manifest["engine"] != "sqlite":
            progress("正在装入数据库……")
            crossing.tables_to_sqlite(archive, scratch / DATABASE_NAME)
        _close_database(data_dir / DATABASE_NAME)
        if not on_sqlite:
            _keep_rows(data_dir, progress)
            progress("正在装入数据库……")
            crossing.into_current_database(archive, scratch / DATABASE_NAME)
            (scratch / DATABASE_NAME).unlink(missing_ok=True)
        progress("正在换上恢复的数据……")
        connection.close()
        kept_in = _swap(scratch, data_dir)
    manifest = archive.manifest
    return RestoreReport(manifest["made_at"], manifest["files"], sum(tables.values()), tables, kept_in)


def unpack(archive: ArchiveReader, scratch: Path, progress: Tell = quiet) -> dict[str, int]:
    """Take everything out into ``scratch``, comparing every digest and the database's row counts.

    Returns:
        Rows for each table, as counted when the backup was made.

    Raises:
        RestoreRefused: damaged, or made by a newer version.
    """
    refuse_newer(archive.manifest)
    (scratch / "files").mkdir()
    (scratch / "keys").mkdir(mode=0o700)
    for count, name in enumerate(archive.names(), 1):
        target = _place(name, scratch)
        if target is None:
            for _ in archive.pieces(name):
                pass
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_out(archive, name, target)
        if name.startswith(FILES_FOLDER) and archive.manifest["entries"][name]["sha256"] != name[len(FILES_FOLDER) :]:
            raise RestoreRefused(DAMAGED)
        if count % TELL_EVERY == 0:
            progress(f"正在取出文件：已取出{count}份")
    if archive.manifest["engine"] == "sqlite":
        _check_database(scratch / DATABASE_NAME, archive.manifest["tables"])
    return archive.manifest["tables"]


def refuse_newer(manifest: dict) -> None:
    """Raise RestoreRefused when the backup knows migrations that this program doesn't."""
    if set(manifest["migrations"]) - snapshot.known_migrations():
        version = manifest.get("app_version", "")
        raise RestoreRefused(f"这份备份是更新版本的系统（{version}）做的。请先升级本系统，再恢复。")


def _place(name: str, scratch: Path) -> Path | None:
    """Where an entry goes; None for tables, which are read straight from the archive."""
    if name == snapshot.SQLITE_ENTRY:
        return scratch / DATABASE_NAME
    if found := FILE_ENTRY.fullmatch(name):
        return scratch / "files" / found[1] / found[2]
    if found := KEY_ENTRY.fullmatch(name):
        return scratch / "keys" / found[1]
    if TABLE_ENTRY.fullmatch(name):
        return None
    raise RestoreRefused(DAMAGED)


def _write_out(archive: ArchiveReader, name: str, target: Path) -> None:
    mode = 0o600 if name.startswith(KEYS_FOLDER) else 0o644
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(target, flags, mode), "wb") as stream:
            for piece in archive.pieces(name):
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise RestoreRefused("磁盘空间不够或者不能写，没有恢复，现有数据没有改动。请清理磁盘后再试。") from error


def _check_database(path: Path, expected: dict[str, int]) -> None:
    try:
        with closing(sqlite3.connect(path)) as database:
            whole = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            loose = database.execute("PRAGMA foreign_key_check").fetchone()
            counts = snapshot.sqlite_counts(database)
    except sqlite3.Error as error:
        raise RestoreRefused(DAMAGED) from error
    if not whole or loose or counts != expected:
        raise RestoreRefused(DAMAGED)


def _close_database(path: Path) -> None:
    """Fold the journal into the file; refused while another program has the database open.

    Leaving WAL needs the database for oneself alone, which makes it the test for "nobody is working".
    """
    connection.close()
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path, timeout=1)) as database:
            database.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise RestoreRefused("系统正在运行。请先关闭系统（或停止服务），再恢复。") from error
    except sqlite3.DatabaseError:
        # The present database is broken, which may be the very reason for restoring: keep it as it is.
        return


@contextmanager
def _scratch(data_dir: Path) -> Iterator[Path]:
    """A folder on the same disk as the data, so that swapping is only renaming."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        folder = data_dir / f".restoring-{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise RestoreRefused(f"没有在“{data_dir}”里写文件的权限，不能恢复。") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _keep_rows(data_dir: Path, progress: Tell) -> None:
    """On PostgreSQL the rows are replaced where they are, so a backup of them is made first."""
    if BackupRun._meta.db_table not in connection.introspection.table_names():
        return
    progress("先备份现有的数据……")
    try:
        make_backup(_aside(data_dir).with_suffix(".zip"))
    except BackupFailed as error:
        raise RestoreRefused(f"恢复前要先备份现有数据，没有备份成：{error}") from error


def _aside(data_dir: Path) -> Path:
    """A fresh name beside the data folder for what was there before."""
    return data_dir.with_name(f"{data_dir.name}.before-restore-{clock.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}")


def _swap(scratch: Path, data_dir: Path) -> Path | None:
    """Rename the old things out and the new ones in; on any failure everything goes back.

    The database comes last: until it is in its place the old one is what counts.
    """
    kept_in = _aside(data_dir)
    incoming = [scratch / name for name in ("keys", "files", DATABASE_NAME) if (scratch / name).exists()]
    outgoing = [data_dir / name for name in ("keys", "files", DATABASE_NAME, *LEFTOVERS)]
    outgoing = [path for path in outgoing if path.exists()]
    moves = [(path, kept_in / path.name) for path in outgoing] + [(path, data_dir / path.name) for path in incoming]
    done: list[tuple[Path, Path]] = []
    try:
        if outgoing:
            kept_in.mkdir()
        for source, target in moves:
            os.rename(source, target)
            done.append((source, target))
    except OSError as error:
        for source, target in reversed(done):
            os.rename(target, source)
        raise RestoreRefused("换上恢复的数据时出错，已退回原来的数据。请确认没有别的程序正在使用数据文件夹。") from error
    return kept_in if outgoing else None
