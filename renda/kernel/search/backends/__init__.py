"""The two indexes behind one interface, chosen by the database in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from django.db import connection

from renda.kernel.search.query import Query


class Row(NamedTuple):
    """One hit before the policy: enough to ask who may see it. The object's id as the database gives
    it (SQLite: hex text); a thousand rows are read for a page of twenty, so it is made a UUID only
    when a policy asks."""

    id: int
    kind: str
    raw_object_id: UUID | str

    @property
    def object_id(self) -> UUID:
        """The object's id."""
        raw = self.raw_object_id
        return raw if isinstance(raw, UUID) else UUID(raw)


class Item(NamedTuple):
    """What the index keeps of an entry."""

    id: int
    kind: str
    year: int | None
    folded: str
    comparable: bool
    folding: int


@dataclass(frozen=True)
class Narrowing:
    """Filters beside the words; empty means no limit."""

    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


class Backend(Protocol):
    """What each database must offer. All methods work inside the caller's transaction."""

    def open_town(self, town: int) -> None:
        """Make an empty index for a new town number."""

    def add(self, town: int, items: list[Item]) -> None:
        """Take entries in; their ids must not be in the index."""

    def drop(self, town: int, items: list[Item]) -> None:
        """Take entries out; the items must be exactly those that were added. Those of an older folding
        cannot be: what stays of them in the index must never lead to a hit."""

    def find(
        self, town: int, query: Query, narrow: Narrowing, below: int | None, limit: int
    ) -> tuple[list[Row], int | None]:
        """Hits newest first, with ids under ``below``, looking at no more than ``limit`` candidates;
        second, the id to go on below, or None at the end."""

    def postings(self, town: int, kind: str, pairs: list[str], most: int) -> dict[str, list[int]]:
        """For each pair of characters the ids of up to ``most`` comparable entries of ``kind`` with it."""


def backend() -> Backend:
    """The index of the database in use."""
    if connection.vendor == "postgresql":
        from renda.kernel.search.backends import postgres

        return postgres.PostgresBackend()
    from renda.kernel.search.backends import sqlite

    return sqlite.SqliteBackend()
