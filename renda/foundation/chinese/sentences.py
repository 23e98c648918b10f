"""Sentences with places to fill, as notices and the log have them; dates come out as people write them."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh


class _Filler(string.Formatter):
    def format_field(self, value: Any, spec: str) -> str:
        if spec or not isinstance(value, date):
            return super().format_field(value, spec)
        if not isinstance(value, datetime):
            return date_zh(value)
        local = value.astimezone(clock.ZONE)
        return f"{date_zh(local)}{local:%H:%M}"


def fill(pattern: str, values: Mapping[str, Any]) -> str:
    """``pattern`` with its ``{name}`` and ``{name.attribute}`` filled in: a day as 2026年3月5日, a moment with its time.

    Raises KeyError or AttributeError for a name that the values have not got.
    """
    return _Filler().vformat(pattern, (), values)
