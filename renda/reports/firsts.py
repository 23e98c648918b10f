"""The first rows of a list together with how many there are, asked once."""

from __future__ import annotations

from django.db.models import Count, Model, QuerySet, Window


def first_of(rows: QuerySet, most: int) -> tuple[list[Model], int]:
    """Up to ``most`` rows in the order of ``rows``, and the number of all of them; one query, however many there are."""
    found = list(rows.annotate(of_all=Window(Count("*")))[:most])
    return found, found[0].of_all if found else 0
