"""SQLite: FTS5 over single characters, words as phrases.

Each town has tables of its own, so a county's other towns cost a query nothing. The tables keep no
text (``content=''``); taking a row out therefore needs the text that was put in, which the entries
hold. The ascii tokenizer is used on purpose: it takes every character outside ASCII for a letter,
also those that SQLite's own Unicode tables do not know yet.
"""

from __future__ import annotations

from django.db import connection

from renda.kernel.search import keys
from renda.kernel.search.backends import Item, Narrowing, Row
from renda.kernel.search.fold import SEPARATOR, VERSION
from renda.kernel.search.grams import pairs
from renda.kernel.search.query import Query, Word

WORDS = "search_words_{}"
PAIRS = "search_pairs_{}"


def _document(item: Item) -> str:
    filters = [keys.mark("k", item.kind)]
    if item.year is not None:
        filters.append(keys.mark("y", str(item.year)))
    return " ".join([*filters, SEPARATOR, *item.folded])


def _pair_document(item: Item) -> str:
    prefix = _pair_prefix(item.kind)
    return " ".join(prefix + pair for pair in set(pairs(item.folded)))


def _pair_prefix(kind: str) -> str:
    return keys.mark("k", kind)[:7]


def _phrase(form: str) -> str:
    return '"' + " ".join(form) + '"'


def _any(alternatives: list[str]) -> str:
    return "(" + " OR ".join(alternatives) + ")"


def _word(word: Word) -> str:
    return _any([_phrase(form) for form in word.forms])


def match_expression(query: Query, narrow: Narrowing) -> str:
    """The FTS5 expression. Only folded characters inside quotes come from the user, never operators."""
    parts = [_word(word) for word in query.words]
    if narrow.kinds:
        parts.append(_any([keys.mark("k", kind) for kind in narrow.kinds]))
    if narrow.years:
        parts.append(_any([keys.mark("y", str(year)) for year in narrow.years]))
    expression = " AND ".join(parts)
    if query.excluded:
        expression = f"({expression}) NOT {_any([_word(word) for word in query.excluded])}"
    return expression


class SqliteBackend:
    """See ``backends.Backend``."""

    def open_town(self, town: int) -> None:
        with connection.cursor() as cursor:
            for name, detail in ((WORDS, "full"), (PAIRS, "none")):
                cursor.execute(f"DROP TABLE IF EXISTS {name.format(town)}")
                cursor.execute(
                    f"CREATE VIRTUAL TABLE {name.format(town)}"
                    f" USING fts5(t, content='', tokenize='ascii', detail={detail})"
                )

    def add(self, town: int, items: list[Item]) -> None:
        words, pairs_ = WORDS.format(town), PAIRS.format(town)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {words}(rowid, t) VALUES (%s, %s)",
                [(item.id, _document(item)) for item in items],
            )
            rows = [(item.id, _pair_document(item)) for item in items if item.comparable]
            if rows:
                cursor.executemany(f"INSERT INTO {pairs_}(rowid, t) VALUES (%s, %s)", rows)

    def drop(self, town: int, items: list[Item]) -> None:
        words, pairs_ = WORDS.format(town), PAIRS.format(town)
        delete = "INSERT INTO {0}({0}, rowid, t) VALUES ('delete', %s, %s)"
        with connection.cursor() as cursor:
            # What another folding put in cannot be taken out exactly; without its entry it is never shown.
            for item in [item for item in items if item.folding == VERSION]:
                cursor.execute(delete.format(words), (item.id, _document(item)))
                if item.comparable:
                    cursor.execute(delete.format(pairs_), (item.id, _pair_document(item)))

    def find(
        self, town: int, query: Query, narrow: Narrowing, below: int | None, limit: int
    ) -> tuple[list[Row], int | None]:
        low, high = keys.town_range(town)
        if narrow.years:
            low, high = keys.year_range(town, min(narrow.years), max(narrow.years))
        if below is not None:
            high = min(high, below - 1)
        sql = (
            f"SELECT e.id, e.kind, e.object_id FROM (SELECT rowid FROM {WORDS.format(town)} WHERE t MATCH %s"
            " AND rowid BETWEEN %s AND %s ORDER BY rowid DESC LIMIT %s) f JOIN search_entry e ON e.id = f.rowid"
            " ORDER BY e.id DESC"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, (match_expression(query, narrow), low, high, limit))
            rows = list(map(Row._make, cursor.fetchall()))
        return rows, rows[-1].id if len(rows) == limit else None

    def postings(self, town: int, kind: str, pairs: list[str], most: int) -> dict[str, list[int]]:
        table, prefix = PAIRS.format(town), _pair_prefix(kind)
        found: dict[str, list[int]] = {pair: [] for pair in pairs}
        one = f"SELECT %s, rowid FROM (SELECT rowid FROM {table} WHERE {table} MATCH %s ORDER BY rowid DESC LIMIT %s)"
        wanted = [value for place, pair in enumerate(pairs) for value in (place, f'"{prefix}{pair}"', most)]
        if pairs:
            with connection.cursor() as cursor:
                cursor.execute(" UNION ALL ".join([one] * len(pairs)), wanted)
                for place, key in cursor.fetchall():
                    found[pairs[place]].append(key)
        return found
