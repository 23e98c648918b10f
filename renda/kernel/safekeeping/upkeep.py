"""What the database itself needs now and then, so that it stays as quick as on the first day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from renda.foundation import clock

ROWS_LOOKED_AT = 1000
"""Rows of each index that are looked at: enough to tell a choosy index from a dull one, and never more than a moment."""

LEAST_TOWNS = 10

_counted_on: date | None = None


def count_rows() -> None:
    """Let SQLite learn how choosy each index is; without that it may read a whole town where one row was wanted
    (a migration that rebuilds a table forgets what was known). PostgreSQL sees to this itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
        tell_shares_of_towns(cursor)


def tell_shares_of_towns(cursor) -> None:
    """An index that begins with the town shows in its first rows one town alone, and SQLite takes that town for as small
    as the look at it: it would rather read all papers of thirty years than seek twenty by their keys. How many towns
    share the rows is known; of one or two towns a ``LEAST_TOWNS``-th is told, for an index that is believed to lead to most
    rows is not used for their order either."""
    cursor.execute("SELECT COUNT(*) FROM units_townprofile")
    towns = max(cursor.fetchone()[0], LEAST_TOWNS)
    cursor.execute(
        "SELECT idx, stat FROM sqlite_stat1, pragma_index_info(idx) WHERE seqno = 0 AND name = 'town_id'"
    )
    for index, known in cursor.fetchall():
        rows, of_town, *rest = known.split()
        if int(of_town) > ROWS_LOOKED_AT:
            told = " ".join([rows, str(max(int(of_town), int(rows) // towns)), *rest])
            cursor.execute("UPDATE sqlite_stat1 SET stat = %s WHERE idx = %s", [told, index])
    cursor.execute("ANALYZE sqlite_schema")


def once_a_day(now: datetime) -> int:
    """Background job: count on the first round after a start and then once a day; returns 1 when it counted."""
    global _counted_on
    today = now.astimezone(clock.ZONE).date()
    if _counted_on == today:
        return 0
    count_rows()
    _counted_on = today
    return 1
