"""Django's SQLite backend, with writers of one process in an orderly queue.

Every outermost ``atomic`` block takes the write lock before BEGIN IMMEDIATE and gives it back after
COMMIT or ROLLBACK; a writing statement outside a transaction takes it for its own length. Inside
``read_only()`` a block begins DEFERRED without the lock, and writing in it is refused: such a
transaction could be turned away by SQLite at the moment of writing, whatever the waiting time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import DatabaseError, OperationalError

from renda.config.sqlite.lock import WriteLock, lock_for
from renda.kernel.safekeeping.reading import is_read_only

DEFAULT_WAIT = 30.0
WRITING = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|REINDEX|ANALYZE|VACUUM)\b", re.IGNORECASE)


class ReadOnlyTransaction(DatabaseError):
    """A statement tried to write inside a transaction that was opened for reading."""


class LockingCursor(base.SQLiteCursorWrapper):
    """A cursor that queues for the write lock when it writes outside a transaction."""

    database: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        if not self.database.begin_statement(query):
            return super().execute(query, params)
        try:
            return super().execute(query, params)
        finally:
            self.database.give_up_turn()

    def executemany(self, query: str, param_list: Iterable) -> Any:
        if not self.database.begin_statement(query):
            return super().executemany(query, param_list)
        try:
            return super().executemany(query, param_list)
        finally:
            self.database.give_up_turn()


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection; ``_turn`` is the lock while this connection holds it."""

    _turn: WriteLock | None = None

    def create_cursor(self, name: str | None = None) -> LockingCursor:
        cursor = self.connection.cursor(factory=LockingCursor)
        cursor.database = self
        return cursor

    def begin_statement(self, query: str) -> bool:
        """True when the lock was taken for this one statement.

        Raises:
            ReadOnlyTransaction: the open transaction is a reading one.
        """
        if self._turn is not None or not WRITING.match(query):
            return False
        if self.connection.in_transaction:
            if is_read_only():
                raise ReadOnlyTransaction("write inside a read-only transaction")
            return False
        self._take_turn()
        return True

    def _take_turn(self) -> None:
        lock = lock_for(os.path.abspath(str(self.settings_dict["NAME"])))
        wait = float(self.settings_dict["OPTIONS"].get("timeout", DEFAULT_WAIT))
        if not lock.acquire(wait):
            raise OperationalError("database is locked: another task of this process is still writing")
        self._turn = lock

    def give_up_turn(self) -> None:
        """Give the lock back if this connection holds it."""
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()

    def _give_up_turn_if_settled(self) -> None:
        """After COMMIT or ROLLBACK: keep the lock only while SQLite still has the transaction open."""
        if self.connection is None or not self.connection.in_transaction:
            self.give_up_turn()

    def _start_transaction_under_autocommit(self) -> None:
        if is_read_only():
            self.cursor().execute("BEGIN DEFERRED")
            return
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self.give_up_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            self._give_up_turn_if_settled()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._give_up_turn_if_settled()

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)
        if autocommit:
            self._give_up_turn_if_settled()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self.give_up_turn()

    def __del__(self) -> None:
        self.give_up_turn()
