"""Copies rows with new ids, other years, other words: the machinery behind towns too large to be played.

Rows are taken as the database keeps them, changed by rule, and written in batches: references within the copied set
point to the copies, all others stay as they are; digests of papers and manifests are made anew.
"""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import JSONField

from renda.foundation.hashing import canonical_json, sha256_hex

BATCH = 400
YEAR = (
    r"(?<![0-9A-Za-z-])(?P<year>(?:19|20)[0-9]{2})"
    r"(?:(?P<leap>-02-29|年2月29日)|(?=年|-[0-9]{2}-|\.[0-9]|〕))"
)


def in_year(value: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th."""
    try:
        return value.replace(year=value.year + years)
    except ValueError:
        return value.replace(year=value.year + years, day=28)


@dataclass
class Change:
    """What is different in one set of copies: ids, words (numbers of papers, digests, the town's name), years."""

    years: int = 0
    ids: dict[UUID, UUID] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    _pattern: re.Pattern | None = None

    def prepare(self) -> None:
        """Call when all words are known."""
        longest_first = sorted(self.words, key=len, reverse=True)
        known = "|".join(re.escape(word) for word in longest_first)
        self._pattern = re.compile(f"(?P<word>{known})|{YEAR}" if known else YEAR)

    def text(self, value: str) -> str:
        """``value`` with the words and years of the copy."""
        return self._pattern.sub(self._replace, value)

    def _replace(self, hit: re.Match) -> str:
        year = hit.group("year")
        if year is None:
            return self.words[hit.group()]
        shifted = int(year) + self.years
        leap = hit.group("leap") or ""
        return f"{shifted}{leap if isleap(shifted) else leap.replace('29', '28')}"

    def value(self, value: Any) -> Any:
        """One value of a row."""
        if isinstance(value, str):
            return self.text(value) if value else value
        if isinstance(value, UUID):
            return self.ids.get(value, value)
        if isinstance(value, date) and self.years:
            return in_year(value, self.years)
        return value

    def json(self, value: Any) -> tuple[str, str]:
        """A JSON value as text with its words changed, and the digest of that text."""
        changed = self.text(canonical_json(value))
        return changed, sha256_hex(changed)


class Table:
    """Reads rows of one model and writes changed copies of them."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.fields = list(model._meta.concrete_fields)
        self.names = [one.attname for one in self.fields]
        self.json = {one.attname for one in self.fields if isinstance(one, JSONField)}
        quote = connection.ops.quote_name
        columns = ", ".join(quote(one.column) for one in self.fields)
        marks = ", ".join(["%s"] * len(self.fields))
        self.sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"
        self.waiting: list[tuple] = []

    def rows(self, queryset) -> list[dict]:
        """The rows of a queryset as dictionaries."""
        return list(queryset.order_by("pk").values(*self.names))

    def copy(self, row: dict, change: Change) -> dict:
        """The changed copy of a row; JSON stays as the database takes it."""
        made = {}
        for name in self.names:
            value = row[name]
            if name in self.json and value is not None:
                made[name], made[f"{name} digest"] = change.json(value)
            else:
                made[name] = change.value(value)
        return made

    def add(self, made: dict) -> None:
        """Put a row on the list of those to be written."""
        self.waiting.append(tuple(self.stored(one, made[one.attname]) for one in self.fields))
        if len(self.waiting) >= BATCH:
            self.write()

    def stored(self, one: models.Field, value: Any) -> Any:
        if value is None or one.attname in self.json or type(value) in (str, int):
            return value
        return one.get_db_prep_save(value, connection)

    def write(self) -> None:
        """Write what is waiting."""
        if self.waiting:
            with connection.cursor() as cursor:
                cursor.executemany(self.sql, self.waiting)
            self.waiting = []
