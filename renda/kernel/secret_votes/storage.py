"""What the database engine would remember beyond the rows: freed pages, journals, old versions of rows."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, models, transaction

from renda.kernel.secret_votes.models import KeptBallot, PaperCount, SealedBallot, SealPart, Slip

#: Tables that hold or held what must not be pieced together.
GUARDED: tuple[type[models.Model], ...] = (Slip, SealedBallot, SealPart, KeptBallot, PaperCount)
TRIES, PAUSE = 20, 0.1
LOCK_WAIT_MS = 200

log = logging.getLogger("renda.secret_votes")


@contextmanager
def overwriting() -> Iterator[None]:
    """What is deleted inside the block is overwritten with zeros in its page (SQLite; on PostgreSQL ``scrub`` rewrites)."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        before = cursor.fetchone()[0]
        cursor.execute("PRAGMA secure_delete = 1")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA secure_delete = {int(before)}")


def erase(rows: Iterable[models.QuerySet]) -> None:
    """Delete the rows, overwriting them."""
    with overwriting():
        for some in rows:
            some.delete()


def durable() -> None:
    """Inside a transaction: its commit comes back only when the disk has it, however the server is set up."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = on")


def scrub() -> bool:
    """After a commit: empty the journal (SQLite) or write the tables anew without old versions (PostgreSQL).

    True when it was done. A reader that stays may hold it up; what is left are sealed ballots whose key is gone, and
    the next vote or check takes them away.
    """
    anew = journal_emptied if connection.vendor == "sqlite" else written_anew
    return any(anew() or time.sleep(PAUSE) for _ in range(TRIES))


def written_anew() -> bool:
    """Move the living rows of each table into a new file, in the order of their keys; the old file goes.

    ``VACUUM FULL`` would keep what any snapshot in this database, a statistics run's for one, might still want to see.
    """
    try:
        for model in GUARDED:
            _write_anew(connection.ops.quote_name(model._meta.db_table), model._meta.pk.column)
    except OperationalError:
        log.warning("a table of the votes could not be written anew yet")
        return False
    return True


def _write_anew(table: str, key: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT_MS}ms'")
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(f"CREATE TEMPORARY TABLE living ON COMMIT DROP AS SELECT * FROM {table}")
        cursor.execute(f"TRUNCATE {table}")
        cursor.execute(f"INSERT INTO {table} SELECT * FROM living ORDER BY {connection.ops.quote_name(key)}")
        cursor.execute("DROP TABLE living")


def without_order(copy: sqlite3.Connection) -> None:
    """Write a copy of the database anew when a vote is open in it: a page shows in which order its rows came."""
    table = SealedBallot._meta.db_table
    known = copy.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table]).fetchone()
    if known and copy.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
        copy.execute("VACUUM")


def journal_emptied() -> bool:
    """Did SQLite carry the journal over and cut it to nothing?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return cursor.fetchone()[0] == 0
    except OperationalError:
        log.warning("the journal could not be emptied yet")
        return False
