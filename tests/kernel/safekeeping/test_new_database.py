"""A new database has the same tables whether they were laid out at once or by walking through every migration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from renda.kernel.safekeeping import new_database
from renda.kernel.safekeeping.management.commands import migrate

ON_POSTGRES = (
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default"
    " FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)


@contextmanager
def empty_database(alias: str, folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """A second database of the same kind as the suite's, with nothing in it."""
    entry = dict(connection.settings_dict)
    name = f"{entry['NAME']}_{alias}"
    if connection.vendor == "sqlite":
        name = str(folder / f"{alias}.sqlite3")
    else:
        run(connection, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    connections.settings[alias] = entry | {"NAME": name}
    connections.configure_settings(connections.settings)
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]
        if connection.vendor == "postgresql":
            run(connection, f'DROP DATABASE "{name}"')


def run(database: BaseDatabaseWrapper, *statements: str) -> list[tuple]:
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def columns(table: str) -> str:
    return f'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo("{table}")'


def foreign_keys(table: str) -> str:
    return f'SELECT "table", "from", "to", on_update, on_delete FROM pragma_foreign_key_list("{table}")'


def about(table: str, sql: str) -> tuple:
    """What only the statement tells about a table of SQLite."""
    words = ("DEFERRABLE INITIALLY DEFERRED", "CHECK (", "UNIQUE", "AUTOINCREMENT", "WITHOUT ROWID")
    return table, [sql.count(word) for word in words]


def shape(database: BaseDatabaseWrapper) -> list[list]:
    """Everything the engine knows about the tables; the order of columns and keys means nothing."""
    if database.vendor == "postgresql":
        return [sorted(map(repr, run(database, question))) for question in ON_POSTGRES]
    made = run(database, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    tables = [(name, sql) for kind, name, _, sql in made if kind == "table"]
    return [
        [row for row in made if row[0] != "table"],
        [about(*table) for table in tables],
        *(sorted(run(database, ask(name))) for name, _ in tables for ask in (columns, foreign_keys)),
    ]


@pytest.fixture
def two_empty(transactional_db, tmp_path, django_db_blocker, monkeypatch):
    """The test runner allows only databases it knows; these two are made for the test."""
    monkeypatch.setattr(type(connections["default"]), "ensure_connection", django_db_blocker._real_ensure_connection)
    with empty_database("at_once", tmp_path) as short, empty_database("by_steps", tmp_path) as long:
        yield short, long


def test_at_once_or_step_by_step(two_empty, monkeypatch):
    short, long = two_empty
    assert new_database.is_new(short)
    call_command("migrate", database="at_once", verbosity=0)
    monkeypatch.setattr(migrate, "is_new", lambda connection: False)
    call_command("migrate", database="by_steps", verbosity=0)
    assert shape(short) == shape(long)
    done = [set(MigrationRecorder(one).applied_migrations()) for one in (short, long)]
    assert done[0] == done[1] and len(done[0]) > 50
    assert not new_database.is_new(short)


def test_a_database_with_anything_in_it_is_not_new(two_empty):
    somebody, _ = two_empty
    run(somebody, "CREATE TABLE somebody (id integer)")
    assert not new_database.is_new(somebody)
