"""The first rows of a list together with how many there are, asked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber


@dataclass
class Firsts:
    """The first rows, and the number of all."""

    rows: list[Any] = field(default_factory=list)
    total: int = 0


def first_of(rows: QuerySet, most: int) -> Firsts:
    """Up to ``most`` rows in the order of ``rows``, and the number of all of them; one query, however many there are."""
    found = list(rows.annotate(of_all=Window(Count("*")))[:most])
    return Firsts(found, found[0].of_all if found else 0)


def firsts_by(rows: QuerySet, parts: Mapping[str, Q], order: Sequence[str], most: int) -> dict[str, Firsts]:
    """The same for several parts of one list, in one query; a row belongs to the first part whose condition it meets.

    ``parts``: condition by key. ``order``: the columns that put the rows in order, as strings. Every key is answered.
    """
    apart = {"partition_by": [F("among")]}
    asked = rows.order_by(*order).annotate(
        among=Case(*(When(condition, then=Value(key)) for key, condition in parts.items())),
        of_all=Window(Count("*"), **apart),
        nth=Window(RowNumber(), order_by=order, **apart),
    )
    found = {key: Firsts() for key in parts}
    for row in asked.filter(among__isnull=False, nth__lte=most):
        found[row.among].total = row.of_all
        found[row.among].rows.append(row)
    return found
