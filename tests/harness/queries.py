"""How many queries a page may ask: a ceiling, and no growth with the number of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def _listing(captured: CaptureQueriesContext) -> str:
    return "\n".join(f"{number}. {query['sql'][:300]}" for number, query in enumerate(captured.captured_queries, 1))


@contextmanager
def assert_max_queries(most: int) -> Iterator[CaptureQueriesContext]:
    """Inside the block at most ``most`` queries may run."""
    with CaptureQueriesContext(connection) as captured:
        yield captured
    assert len(captured) <= most, f"{len(captured)} queries, at most {most} allowed:\n{_listing(captured)}"


def count_queries(view: Callable[[], Any]) -> CaptureQueriesContext:
    """The queries of one call of ``view``."""
    with CaptureQueriesContext(connection) as captured:
        view()
    return captured


def assert_queries_flat(
    view: Callable[[], Any], make_rows: Callable[[int], Any], rows_small: int = 2, rows_large: int = 20
) -> int:
    """``view`` asks as many queries with ``rows_large`` rows as with ``rows_small``; returns how many.

    ``make_rows(n)`` adds ``n`` rows. Each time the first call of ``view`` fills caches and is not counted.
    """
    make_rows(rows_small)
    view()
    few = count_queries(view)
    make_rows(rows_large - rows_small)
    view()
    many = count_queries(view)
    assert len(many) == len(few), (
        f"{len(few)} queries with {rows_small} rows, {len(many)} with {rows_large}:\n{_listing(many)}"
    )
    return len(few)
