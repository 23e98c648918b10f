"""What the database itself needs now and then, so that it stays as quick as on the first day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from renda.foundation import clock

ROWS_LOOKED_AT = 1000
"""Rows of each index that are looked at: enough to tell a choosy index from a dull one, and never more than a moment."""

_counted_on: date | None = None


def count_rows() -> None:
    """Let SQLite learn how choosy each index is; without that it may read a whole town where one row was wanted
    (a migration that rebuilds a table forgets what was known). PostgreSQL sees to this itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")


def once_a_day(now: datetime) -> int:
    """Background job: count on the first round after a start and then once a day; returns 1 when it counted."""
    global _counted_on
    today = now.astimezone(clock.ZONE).date()
    if _counted_on == today:
        return 0
    count_rows()
    _counted_on = today
    return 1
