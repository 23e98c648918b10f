"""The test database: a real file (or PostgreSQL) for each worker, without waiting for the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Name the database after the worker; SQLite is a real file, so that threads and locks are real."""
    from django.db import connections

    settings = connections["default"].settings_dict
    if connections["default"].vendor == "sqlite":
        settings["TEST"]["NAME"] = str(Path(os.environ["RENDA_DATA"]) / "test.sqlite3")
        options = settings["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    else:
        settings["TEST"]["NAME"] = f"test_renda_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"


@contextmanager
def without_triggers(connection: Any) -> Iterator[None]:
    """Inside the block the append-only triggers are away, so that a test database can be emptied."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for _, statement in triggers:
                cursor.execute(statement)


@contextmanager
def log_unlocked() -> Iterator[None]:
    """Inside the block the log can be changed, as somebody with the database in hand could."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with without_triggers(connection):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER USER")
        yield
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER USER")


@pytest.fixture(scope="session", autouse=True)
def emptying_is_allowed() -> Iterator[None]:
    """Tests that commit are followed by emptying the tables, which the log refuses to everybody else."""
    from django.db.backends.sqlite3.base import DatabaseWrapper

    DatabaseOperations = DatabaseWrapper.ops_class
    real = DatabaseOperations.execute_sql_flush

    def flush(self: Any, statements: list[str]) -> None:
        with without_triggers(self.connection):
            real(self, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush)
        yield
