"""Which of two values is the looser one: more time, or less asked for."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from renda.law.model import as_duration, is_duration, is_share

# Only for comparing lengths in different units (never for counting a deadline):
# five working days fill a week; months and years at their usual length.
ROUGH_DAYS = {
    "calendar-day": Fraction(1),
    "working-day": Fraction(7, 5),
    "month": Fraction(30),
    "year": Fraction(365),
}


def is_looser(value: Any, limit: Any, direction: str) -> bool:
    """Whether ``value`` is looser than ``limit``.

    ``direction`` "max": more is looser (time to answer); "min": less is looser (notice, quorum).
    Values that cannot be ordered are looser when they differ.
    """
    left, right = size(value), size(limit)
    if left is None or right is None or type(left) is not type(right):
        return value != limit
    if is_duration(value) and is_duration(limit):
        left, right = _lengths(value, limit)
    return left > right if direction == "max" else left < right


def size(value: Any) -> Any:
    """Something that orders values of one sort; None when they have no order."""
    if is_duration(value):
        return value["value"] * ROUGH_DAYS[value["unit"]]
    if is_share(value):
        return (Fraction(value["num"], value["den"]), value["compare"] == ">")
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    return None


def _lengths(value: Mapping[str, Any], limit: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
    left, right = as_duration(value), as_duration(limit)
    if left.unit == right.unit:
        return Fraction(left.value), Fraction(right.value)
    if left.months() and right.months():
        return Fraction(left.months()), Fraction(right.months())
    return size(value), size(limit)
