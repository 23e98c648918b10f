"""Blocks that only read.

A page that only shows something need not queue behind the writers: inside ``read_only()`` the
SQLite backend opens a plain reading transaction (one consistent snapshot, no write lock). The mark
lives here, below the pages and below the backend, because both must be able to import it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_reading: ContextVar[bool] = ContextVar("renda_read_only", default=False)


@contextmanager
def read_only() -> Iterator[None]:
    """Inside the block, transactions that begin are for reading; writing in them is refused."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def is_read_only() -> bool:
    """True inside ``read_only()``."""
    return _reading.get()
