"""Restoring between the two databases: a town's SQLite into the county's PostgreSQL, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, connections

from renda.kernel.safekeeping import portable
from renda.kernel.safekeeping.archive import ArchiveReader
from renda.kernel.safekeeping.errors import RestoreRefused
from renda.kernel.safekeeping.sealing import DAMAGED
from renda.kernel.safekeeping.snapshot import TABLE_FOLDER, known_migrations

SOURCE = "backup_source"
OTHER_VERSION = "这份备份和本系统的版本不同，不能换数据库恢复。请用做备份时的版本恢复、升级，再重新备份。"

_after: list[Callable[[str], None]] = []


def after_loading(rebuild: Callable[[str], None]) -> None:
    """Register ``rebuild(alias)``, called when rows were loaded one by one: what is derived from
    them outside the models (the search index) must be built anew."""
    _after.append(rebuild)


def tables_to_sqlite(archive: ArchiveReader, path: Path) -> None:
    """Make a SQLite database at ``path`` from a backup of PostgreSQL. Raises RestoreRefused."""
    _require_same_version(archive.manifest)
    with _sqlite_alias(path) as alias:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
        _load(_archived(archive), alias, archive.manifest["tables"])


def into_current_database(archive: ArchiveReader, sqlite_copy: Path) -> None:
    """Replace the rows of the current PostgreSQL database, in one transaction. Raises RestoreRefused."""
    _require_same_version(archive.manifest)
    call_command("migrate", interactive=False, verbosity=0)
    if archive.manifest["engine"] != "sqlite":
        _load(_archived(archive), connection.alias, archive.manifest["tables"])
        return
    with _sqlite_alias(sqlite_copy) as alias:
        models = portable.portable_models()
        expected = {model._meta.label_lower: portable.count(model, alias) for model in models}
        _load(((model, portable.rows(model, alias)) for model in models), connection.alias, expected)


def _archived(archive: ArchiveReader) -> Iterator[tuple]:
    listed = set(archive.names())
    for model in portable.portable_models():
        name = f"{TABLE_FOLDER}{model._meta.label_lower}.jsonl"
        if name in listed:
            yield model, map(json.loads, archive.lines(name))


def _load(tables: Iterator[tuple], alias: str, expected: dict[str, int]) -> None:
    try:
        loaded = portable.load(tables, alias)
    except (ValueError, IntegrityError) as error:
        raise RestoreRefused(DAMAGED) from error
    except DatabaseError as error:
        raise RestoreRefused("数据库不接受这份备份，没有恢复，现有数据没有改动。请联系系统管理员。") from error
    if loaded != expected:
        raise RestoreRefused(DAMAGED)
    for rebuild in _after:
        rebuild(alias)


def _require_same_version(manifest: dict) -> None:
    if set(manifest["migrations"]) != known_migrations():
        raise RestoreRefused(OTHER_VERSION)


@contextmanager
def _sqlite_alias(path: Path) -> Iterator[str]:
    """A second database of this process, for as long as the block lasts."""
    entry = {"ENGINE": "renda.config.sqlite", "NAME": str(path), "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
    connections.settings[SOURCE] = entry
    connections.configure_settings(connections.settings)
    try:
        yield SOURCE
    finally:
        connections[SOURCE].close()
        del connections[SOURCE]
        del connections.settings[SOURCE]
