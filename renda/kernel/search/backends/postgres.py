"""PostgreSQL: a GIN index over numbers that stand for single characters and pairs of characters.

The town is part of each number, so a query reads one town's lists only. Words of one or two
characters are answered by the index alone; longer ones are all their pairs together, and the
folded text, kept beside, decides (pairs may occur apart from each other). The numbers are not kept:
the database computes them from the text when it writes the index, which is a third of the size.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from django.db import connection

from renda.kernel.search import keys
from renda.kernel.search.backends import Item, Narrowing, Row
from renda.kernel.search.fold import SEPARATOR
from renda.kernel.search.grams import FIRST_AT, TOWN_AT, mark_number, number, of_kind
from renda.kernel.search.query import Query, Word

MOST_YEARS = 12
"""Beyond so many years the whole index is read at once."""
MOST_READINGS = 32

NUMBERS = "search_numbers(id, folded, marks, comparable)"
"""What stands in the index, as it was said when the index was made; it is never computed while searching."""

CREATE = (
    "CREATE TABLE search_terms"
    " (id bigint PRIMARY KEY, marks bigint[] NOT NULL, comparable bigint, folded text NOT NULL)"
    " WITH (toast_tuple_target = 128)",
    # Out of line: the table stays narrow, so reading the ids of many hits touches few pages.
    "ALTER TABLE search_terms ALTER folded SET STORAGE EXTERNAL",
    # ``number`` of every character and pair, and each pair once more under the number of its kind. The cost keeps
    # the planner from asking a row instead of the index.
    f"""
    CREATE FUNCTION search_numbers(id bigint, folded text, marks bigint[], comparable bigint) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000000 AS $$
        WITH characters AS (SELECT string_to_array(folded, NULL) AS all_of_them),
        neighbours AS (
            SELECT ((id >> {keys.TOWN_SHIFT}) << {TOWN_AT}) | (ascii(a)::bigint << {FIRST_AT}) AS single,
                ascii(b)::bigint AS next, a <> '{SEPARATOR}' AND b <> '{SEPARATOR}' AS in_a_word
            FROM characters, unnest(all_of_them, all_of_them[2:]) AS pair(a, b)
        )
        SELECT marks || coalesce(array_agg(found), '{{}}') FROM (
            SELECT single FROM neighbours
            UNION ALL SELECT single | next FROM neighbours WHERE next IS NOT NULL
            UNION ALL SELECT (single | next) # comparable FROM neighbours WHERE in_a_word AND comparable IS NOT NULL
        ) AS every(found)
    $$""",
    f"CREATE INDEX search_terms_gin ON search_terms USING gin ({NUMBERS}) WITH (fastupdate = off)",
    # Statistics over hundreds of numbers a row cost much and tell the planner nothing of use.
    "ALTER TABLE search_terms ALTER marks SET STATISTICS 0, ALTER folded SET STATISTICS 0",
    "ALTER INDEX search_terms_gin ALTER COLUMN 1 SET STATISTICS 0",
)
DROP = ("DROP TABLE IF EXISTS search_terms", "DROP FUNCTION IF EXISTS search_numbers")


def _row(town: int, item: Item) -> tuple:
    marks = [keys.mark("k", item.kind)]
    if item.year is not None:
        marks.append(keys.mark("y", str(item.year)))
    comparable = of_kind(item.kind) if item.comparable else None
    return item.id, [mark_number(town, mark) for mark in marks], comparable, item.folded


def _form_terms(town: int, form: str) -> list[int]:
    needed = {form} if len(form) == 1 else {a + b for a, b in zip(form, form[1:], strict=False)}
    return [number(town, term) for term in needed]


class _Conditions:
    """SQL conditions with their values, collected one by one."""

    def __init__(self) -> None:
        self.sql: list[str] = []
        self.values: list = []

    def add(self, sql: str, values: Iterable) -> None:
        self.sql.append(sql)
        self.values.extend(values)

    def joined(self) -> str:
        return " AND ".join(self.sql) or "TRUE"


def _readings(town: int, query: Query) -> list[set[int]]:
    """Sets of numbers of which one must be there whole: every way to write the words together.

    As one list of ways the index answers them alone; a word beyond ``MOST_READINGS`` counts with what all its writings
    have in common, and the text decides.
    """
    readings: list[set[int]] = [set()]
    for word in query.words:
        forms = [set(_form_terms(town, form)) for form in word.forms]
        if len(readings) * len(forms) > MOST_READINGS:
            forms = [set.intersection(*forms)]
        readings = [one | form for one in readings for form in forms]
    return readings


def _by_index(town: int, query: Query, narrow: Narrowing) -> _Conditions:
    found = _Conditions()
    always: set[int] = set()
    for prefix, values in (("k", narrow.kinds), ("y", narrow.years)):
        marks = [mark_number(town, keys.mark(prefix, str(value))) for value in values]
        if len(marks) == 1:
            always.add(marks[0])
        elif marks:
            found.add(f"{NUMBERS} && %s::bigint[]", [marks])
    readings = [sorted(always | one) for one in _readings(town, query)]
    if readings != [[]]:
        found.add("(" + " OR ".join([f"{NUMBERS} @> %s::bigint[]"] * len(readings)) + ")", readings)
    return found


def _by_text(query: Query) -> _Conditions:
    found = _Conditions()

    def occurs(word: Word) -> str:
        return "(" + " OR ".join(["strpos(t.folded, %s) > 0"] * len(word.forms)) + ")"

    for word in query.words:
        if len(word.forms) > 1 or len(word.forms[0]) > 2:
            found.add(occurs(word), word.forms)
    for word in query.excluded:
        found.add("NOT " + occurs(word), word.forms)
    return found


class PostgresBackend:
    """See ``backends.Backend``."""

    def open_town(self, town: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_terms WHERE id BETWEEN %s AND %s", keys.town_range(town))

    def add(self, town: int, items: list[Item]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_terms (id, marks, comparable, folded) VALUES (%s, %s, %s, %s)",
                [_row(town, item) for item in items],
            )

    def drop(self, town: int, items: list[Item]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_terms WHERE id = ANY(%s)", ([item.id for item in items],))

    def find(
        self, town: int, query: Query, narrow: Narrowing, below: int | None, limit: int
    ) -> tuple[list[Row], int | None]:
        if below is None and not narrow.years:
            # A word of every third paper has hits enough in the newest two years; the index then
            # need not list those of thirty. A rarer one tells by its hits how many years it takes.
            newest, span = self._newest_year(town), 2
            while newest and span <= MOST_YEARS:
                years = tuple(range(newest - span + 1, newest + 1))
                ids = self._candidates(town, query, Narrowing(narrow.kinds, years), None, limit)
                if len(ids) == limit:
                    return self._checked(ids, query), ids[-1]
                span = max(span + 1, math.ceil(1.4 * span * limit / len(ids))) if ids else MOST_YEARS + 1
        ids = self._candidates(town, query, narrow, below, limit)
        return self._checked(ids, query), ids[-1] if len(ids) == limit else None

    def _newest_year(self, town: int) -> int | None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT max(id) FROM search_terms WHERE id BETWEEN %s AND %s", keys.town_range(town)
            )
            newest = cursor.fetchone()[0]
        return keys.year_of(newest) if newest is not None else None

    def _candidates(
        self, town: int, query: Query, narrow: Narrowing, below: int | None, limit: int
    ) -> list[int]:
        """The newest ids with every pair of the words; the texts are not read."""
        first, last = keys.town_range(town)
        index = _by_index(town, query, narrow)
        # "id + 0" keeps the planner from walking the primary key backwards through the towns.
        index.add("id BETWEEN %s AND %s", (first, last if below is None else below - 1))
        sql = f"SELECT id FROM search_terms WHERE {index.joined()} ORDER BY id + 0 DESC LIMIT %s"
        with connection.cursor() as cursor:
            cursor.execute(sql, [*index.values, limit])
            return [row[0] for row in cursor.fetchall()]

    def _checked(self, ids: list[int], query: Query) -> list[Row]:
        """Those of the candidates whose text holds the words whole: reading a text costs more than finding its id, so
        it is done once and for no more than are wanted."""
        text = _by_text(query)
        # As a value, not as a condition: the planner, which knows nothing of the texts, would read all of them.
        holds = f"(SELECT {text.joined()} FROM search_terms t WHERE t.id = e.id)" if text.sql else "TRUE"
        sql = (
            f"SELECT e.id, e.kind, e.object_id, {holds} FROM search_entry e"
            " WHERE e.id = ANY(%s) ORDER BY e.id DESC"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [*text.values, ids])
            return [Row(*found[:3]) for found in cursor.fetchall() if found[3]]

    def postings(self, town: int, kind: str, pairs: list[str], most: int) -> dict[str, list[int]]:
        numbers = {number(town, pair) ^ of_kind(kind): pair for pair in pairs}
        found: dict[str, list[int]] = {pair: [] for pair in pairs}
        sql = (
            "SELECT wanted.term, hit.id FROM unnest(%s::bigint[]) AS wanted(term) CROSS JOIN LATERAL"
            f" (SELECT id FROM search_terms WHERE {NUMBERS} @> ARRAY[wanted.term] LIMIT %s) hit"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, (list(numbers), most))
            for term, key in cursor.fetchall():
                found[numbers[term]].append(key)
        return found
