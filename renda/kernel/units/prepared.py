"""Queries asked with every page, or many times a second, worked out once.

Django derives the SQL of a queryset anew each time it is asked. For a row found by its key that takes ten times as long
as the database takes to answer. Here it is derived once, with stand-ins where the values belong; afterwards only the
values change. Reading the rows is Django's own work: converters, related objects and what counts queries see no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.sql.compiler import SQLCompiler

from renda.kernel.units.scope import acting_in, active_town_id

TOWN = "town"
#: Values that no row has, by the kind of field they are compared with.
STAND_INS: dict[type[models.Field], Callable[[int], Hashable]] = {
    models.UUIDField: lambda number: UUID(int=(1 << 127) + number),
    models.CharField: lambda number: f"stand-in {number}",
    models.DateField: lambda number: date.max.replace(day=1 + number),
    models.DateTimeField: lambda number: datetime.max.replace(microsecond=number, tzinfo=UTC),
}


@dataclass(frozen=True)
class _Derived:
    """``places``: for each parameter the name of the value that belongs there, "" where it is always the same."""

    rows: models.QuerySet
    compiler: SQLCompiler
    sql: str
    params: tuple
    places: tuple[str, ...]


class Prepared:
    """``Prepared(build, name=field)``: ``build(name=…)`` gives the queryset, in which ``name`` is compared with such a field.

    ``build`` may do nothing that hangs on a value (no ``if``, no list of changing length). Managers of towns' rows work
    in it: the town that counts is the one active when the query is asked.
    """

    def __init__(self, build: Callable[..., models.QuerySet], **fields: models.Field) -> None:
        self._build, self._fields = build, {TOWN: models.UUIDField(), **fields}
        self._wanted = fields.keys()
        self._derived: _Derived | None = None

    def all(self, **values: Any) -> list:
        """The rows for these values. Raises TypeError when a value is missing or one too many."""
        if values.keys() != self._wanted:
            raise TypeError(f"wanted {sorted(self._wanted)}, got {sorted(values)}")
        derived = self._derived or self._derive()
        if TOWN in derived.places:
            values[TOWN] = active_town_id()
        asked = derived.sql, self._filled(derived, values)
        compiler, query = copy(derived.compiler), copy(derived.rows.query)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *_, **__: asked
        query.get_compiler = lambda *_, **__: compiler
        rows = type(derived.rows)(derived.rows.model, query, DEFAULT_DB_ALIAS)
        rows._fields = derived.rows._fields
        return list(derived.rows._iterable_class(rows))

    def first(self, **values: Any) -> Any | None:
        """The first of the rows, None when there is none."""
        return next(iter(self.all(**values)), None)

    def _filled(self, derived: _Derived, values: dict[str, Any]) -> tuple:
        written = {name: self._written(name, value) for name, value in values.items()}
        return tuple(
            written[name] if name else always
            for name, always in zip(derived.places, derived.params, strict=True)
        )

    def _written(self, name: str, value: Any) -> Any:
        """The value as this database takes it."""
        return self._fields[name].get_db_prep_value(value, connections[DEFAULT_DB_ALIAS], prepared=False)

    def _derive(self) -> _Derived:
        stand_ins = {
            name: STAND_INS[type(one)](number) for number, (name, one) in enumerate(self._fields.items())
        }
        with acting_in(stand_ins[TOWN]):
            rows = self._build(**{name: stand_ins[name] for name in self._wanted})
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        names = {self._written(name, value): name for name, value in stand_ins.items()}
        places = tuple(names.get(value, "") if isinstance(value, Hashable) else "" for value in params)
        if strangers := self._wanted - set(places):
            raise TypeError(f"{sorted(strangers)} do not stand in the query")
        self._derived = derived = _Derived(rows, compiler, sql, tuple(params), places)
        return derived
