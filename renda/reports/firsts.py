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
    """The same for several parts of one list; a row belongs to the first part whose condition it meets.

    ``parts``: condition by key. ``order``: the columns that put the rows in order, as strings. Every key is answered.
    The keys are put in order first: with all their columns and joins, far more rows would be carried than are shown.
    """
    apart = {"partition_by": [F("among")]}
    numbered = rows.select_related(None).annotate(
        among=Case(*(When(condition, then=Value(key)) for key, condition in parts.items())),
        of_all=Window(Count("*"), **apart),
        nth=Window(RowNumber(), order_by=order, **apart),
    )
    asked = numbered.filter(among__isnull=False, nth__lte=most).order_by(*order)
    places = list(asked.values_list("pk", "among", "of_all"))
    by_key = rows.order_by().in_bulk([key for key, _, _ in places]) if places else {}
    found = {key: Firsts() for key in parts}
    for key, among, total in places:
        found[among].total = total
        if key in by_key:
            found[among].rows.append(by_key[key])
    return found
