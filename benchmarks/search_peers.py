"""Other ways to look for Chinese words in the same texts: LIKE, SQLite's trigram index, tantivy, PostgreSQL's pg_trgm.

Each is made from (number, title and text) and answers a query of words parted by spaces, all of which must occur.
They get the texts folded as the product folds them, so that only the index is compared.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

MOST = 1001
"""Hits asked for, as many as the product counts."""


class Peer:
    """``rows``: the folded texts, the newest first; an answer is a list of their numbers."""

    name: str
    seconds = 0.0
    bytes = 0

    def search(self, text: str) -> list[int]:
        """The numbers of up to ``MOST`` texts, the newest first."""
        raise TypeError(self.name)

    def close(self) -> None:
        """Throw away what was made."""


class SqliteLike(Peer):
    name = "SQLite LIKE"

    def __init__(self, rows: Sequence[str]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name, "peer.sqlite3")
        self._database = sqlite3.connect(self._path)
        started = time.perf_counter()
        self.fill(rows)
        self._database.commit()
        self.seconds = time.perf_counter() - started
        self.bytes = self._path.stat().st_size - self.text_bytes(rows)

    def fill(self, rows: Sequence[str]) -> None:
        self._database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT)")
        self._database.executemany("INSERT INTO t VALUES (?, ?)", enumerate(rows))

    @staticmethod
    def text_bytes(rows: Sequence[str]) -> int:
        return sum(len(row.encode("utf-8", "ignore")) for row in rows)

    def search(self, text: str) -> list[int]:
        words = text.split()
        condition = " AND ".join(["body LIKE ?"] * len(words))
        found = self._database.execute(
            f"SELECT id FROM t WHERE {condition} ORDER BY id LIMIT {MOST}", [f"%{word}%" for word in words]
        )
        return [row[0] for row in found]

    def close(self) -> None:
        self._database.close()
        self._folder.cleanup()


class Trigram(SqliteLike):
    """Finds nothing for words of one or two characters: three are its least."""

    name = "SQLite FTS5 trigram"

    def fill(self, rows: Sequence[str]) -> None:
        self._database.execute("CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='trigram')")
        self._database.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", enumerate(rows, 1))

    @staticmethod
    def text_bytes(rows: Sequence[str]) -> int:
        return 0

    def search(self, text: str) -> list[int]:
        expression = " AND ".join(f'"{word}"' for word in text.split())
        found = self._database.execute(
            f"SELECT rowid - 1 FROM t WHERE t MATCH ? ORDER BY rowid LIMIT {MOST}", [expression]
        )
        return [row[0] for row in found]


class Tantivy(Peer):
    """Single characters, words as phrases; raises ImportError where it is not installed."""

    name = "tantivy"

    def __init__(self, rows: Sequence[str]) -> None:
        import tantivy

        self._tantivy = tantivy
        self._folder = tempfile.TemporaryDirectory()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("t", stored=False, tokenizer_name="whitespace")
        builder.add_integer_field("n", stored=True, fast=True)
        self._schema = builder.build()
        index = tantivy.Index(self._schema, path=self._folder.name)
        index.register_tokenizer(
            "whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )
        writer = index.writer(heap_size=100_000_000, num_threads=1)
        started = time.perf_counter()
        for number, row in enumerate(rows):
            writer.add_document(tantivy.Document(t=" ".join(row), n=number))
        writer.commit()
        writer.wait_merging_threads()
        self.seconds = time.perf_counter() - started
        self.bytes = sum(path.stat().st_size for path in Path(self._folder.name).rglob("*") if path.is_file())
        index.reload()
        self._searcher = index.searcher()

    def search(self, text: str) -> list[int]:
        tantivy, clauses = self._tantivy, []
        for word in text.split():
            if len(word) == 1:
                query = tantivy.Query.term_query(self._schema, "t", word)
            else:
                query = tantivy.Query.phrase_query(self._schema, "t", list(word))
            clauses.append((tantivy.Occur.Must, query))
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), MOST).hits
        return [self._searcher.doc(address)["n"][0] for _, address in hits]

    def close(self) -> None:
        self._folder.cleanup()


class Trgm(Peer):
    """PostgreSQL's own index over three letters, with LIKE; only where the measurement runs on PostgreSQL."""

    name = "PostgreSQL pg_trgm"

    def __init__(self, rows: Sequence[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute("DROP TABLE IF EXISTS peer_trgm")
            cursor.execute("CREATE TABLE peer_trgm (id integer PRIMARY KEY, body text)")
            with cursor.copy("COPY peer_trgm (id, body) FROM STDIN") as copy:
                for row in enumerate(rows):
                    copy.write_row(row)
            started = time.perf_counter()
            cursor.execute("CREATE INDEX peer_trgm_gin ON peer_trgm USING gin (body gin_trgm_ops)")
            self.seconds = time.perf_counter() - started
            cursor.execute("SELECT pg_relation_size('peer_trgm_gin')")
            self.bytes = cursor.fetchone()[0]
            cursor.execute("ANALYZE peer_trgm")

    def search(self, text: str) -> list[int]:
        words = text.split()
        condition = " AND ".join(["body LIKE %s"] * len(words))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM peer_trgm WHERE {condition} ORDER BY id LIMIT {MOST}",
                [f"%{word}%" for word in words],
            )
            return [row[0] for row in cursor.fetchall()]

    def close(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE peer_trgm")


def peers() -> list[type[Peer]]:
    """Those that the database in use allows."""
    return [Trgm] if connection.vendor == "postgresql" else [SqliteLike, Trigram, Tantivy]
