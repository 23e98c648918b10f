"""Rows in a form that both databases can take: PostgreSQL's backup, and the way between the two.

One JSON array for each row, one file for each model. Reading goes through the models, because the
two databases store dates, identifiers and truth values differently.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models, transaction

from renda.kernel.crypto.fields import EncryptedTextField, Sealed

BATCH = 500
# Django fills these from the code itself when it migrates.
SKIPPED = {"contenttypes.contenttype"}

Row = list[Any]


def portable_models() -> list[type[models.Model]]:
    """Every model with a table of its own, many-to-many tables included, by label."""
    found = apps.get_models(include_auto_created=True)
    own = (m for m in found if m._meta.managed and not m._meta.proxy and not m._meta.swapped)
    return sorted((m for m in own if m._meta.label_lower not in SKIPPED), key=lambda m: m._meta.label_lower)


def rows(model: type[models.Model], alias: str) -> Iterator[Row]:
    """The rows of one model as plain JSON values, in the order of ``model._meta.local_concrete_fields``."""
    fields = [field.attname for field in _fields(model)]
    # Parent tables have rows of their own, so only this table's columns are read.
    query = model._base_manager.using(alias).order_by("pk").values_list(*fields)
    for values in query.iterator(chunk_size=2000):
        yield [_plain(value) for value in values]


def lines(model: type[models.Model], alias: str) -> Iterator[bytes]:
    """The rows as JSON lines."""
    for row in rows(model, alias):
        yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


def count(model: type[models.Model], alias: str) -> int:
    """How many rows the model has."""
    return model._base_manager.using(alias).count()


def load(tables: Iterable[tuple[type[models.Model], Iterable[Row]]], alias: str) -> dict[str, int]:
    """Replace the content of the whole database by ``tables``; returns the rows for each model.

    One transaction: either everything is there afterwards or nothing has changed. Foreign keys are
    compared at the end, so the order of the tables does not matter.
    """
    connection = connections[alias]
    loaded: dict[str, int] = {}
    with transaction.atomic(using=alias):
        _empty(connection)
        with _unordered(connection):
            for model, table in tables:
                loaded[model._meta.label_lower] = _insert(model, table, alias)
            connection.check_constraints()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), portable_models()):
                cursor.execute(statement)
    return loaded


def _fields(model: type[models.Model]) -> list[models.Field]:
    return list(model._meta.local_concrete_fields)


def _insert(model: type[models.Model], table: Iterable[Row], alias: str) -> int:
    fields, total, batch = _fields(model), 0, []
    for row in table:
        batch.append(_object(model, fields, row))
        if len(batch) == BATCH:
            total += _write(model, fields, batch, alias)
            batch = []
    return total + (_write(model, fields, batch, alias) if batch else 0)


def _write(model: type[models.Model], fields: list[models.Field], batch: list, alias: str) -> int:
    # Not raw: a sealed value then goes in as it is, without being opened, for which the key may not be here yet.
    step = max(1, 900 // len(fields))
    for start in range(0, len(batch), step):
        model._base_manager._insert(batch[start : start + step], fields=fields, using=alias)
    return len(batch)


def _object(model: type[models.Model], fields: list[models.Field], row: Row) -> models.Model:
    instance = model.__new__(model)
    models.Model.__init__(instance)
    for field, value in zip(fields, row, strict=True):
        instance.__dict__[field.attname] = _python(field, value)
    return instance


def _python(field: models.Field, value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, EncryptedTextField):
        return Sealed(value) if value else value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Sealed):
        return value.ciphertext
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    return value


def _empty(connection: Any) -> None:
    """Take every row out of every table that the models know; triggers against deletion step aside."""
    names = [connection.ops.quote_name(model._meta.db_table) for model in portable_models()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
            return
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        for name in names:
            cursor.execute(f"DELETE FROM {name}")


class _unordered:
    """Inside the block rows may come before the rows they point to."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        statement = (
            "SET CONSTRAINTS ALL DEFERRED"
            if self._connection.vendor == "postgresql"
            else "PRAGMA defer_foreign_keys = ON"
        )
        with self._connection.cursor() as cursor:
            cursor.execute(statement)

    def __exit__(self, *_: object) -> None:
        """The transaction's end compares the foreign keys."""
