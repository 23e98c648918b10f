"""One consistent picture of the database while people go on working."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from renda.kernel.safekeeping import portable
from renda.kernel.safekeeping.archive import ArchiveWriter

SQLITE_ENTRY = "database.sqlite3"
TABLE_FOLDER = "tables/"

CopyStep = Callable[[sqlite3.Connection], None]
_copy_steps: list[CopyStep] = []


def register_copy_step(step: CopyStep) -> CopyStep:
    """Run ``step`` on every copy of an SQLite database before it goes into a backup."""
    _copy_steps.append(step)
    return step


def applied_migrations() -> list[str]:
    """``app/name`` of every migration the database has, sorted."""
    return sorted(f"{app}/{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def known_migrations() -> set[str]:
    """``app/name`` of every migration that this program has."""
    return {f"{app}/{name}" for app, name in MigrationLoader(None).disk_migrations}


def add_sqlite(archive: ArchiveWriter, scratch: Path) -> dict[str, int]:
    """Copy the database by SQLite's own backup interface (one reading transaction); rows per table."""
    copy = scratch / SQLITE_ENTRY
    name = str(connection.settings_dict["NAME"])
    source = sqlite3.connect(name, uri=name.startswith("file:"), timeout=30)
    with closing(source), closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        for step in _copy_steps:
            step(target)
        counts = sqlite_counts(target)
    archive.add_file(SQLITE_ENTRY, copy, compress=True)
    copy.unlink()
    return counts


def sqlite_counts(database: sqlite3.Connection) -> dict[str, int]:
    """Rows of every ordinary table."""
    listed = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    counts = {}
    for (name,) in listed:
        quoted = '"' + name.replace('"', '""') + '"'
        counts[name] = database.execute(f"SELECT count(*) FROM {quoted}").fetchone()[0]
    return counts


def add_tables(archive: ArchiveWriter) -> dict[str, int]:
    """Write every model's rows as JSON lines, all as of one moment; rows per model."""
    counts: dict[str, int] = {}
    with _frozen():
        for model in portable.portable_models():
            label = model._meta.label_lower
            counts[label] = portable.count(model, connection.alias)
            archive.add(
                f"{TABLE_FOLDER}{label}.jsonl", portable.lines(model, connection.alias), compress=True
            )
    return counts


@contextmanager
def _frozen() -> Iterator[None]:
    """A PostgreSQL transaction in which the whole database stands still."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
