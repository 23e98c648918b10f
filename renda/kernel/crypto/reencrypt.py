"""Rewriting stored values with another suite or with the current key."""

from __future__ import annotations

from django.db import connection, models, transaction

from renda.kernel.crypto import keyring
from renda.kernel.crypto.cipher import current_suite, decrypt, describe, encrypt
from renda.kernel.crypto.fields import EncryptedTextField

BATCH = 500


def encrypted_fields() -> list[tuple[type[models.Model], EncryptedTextField]]:
    """Every (model, field) of the product that is encrypted at rest."""
    from django.apps import apps

    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, EncryptedTextField)
    ]


def reencrypt(model: type[models.Model], field_name: str, suite: int | None = None) -> int:
    """Bring every value of one field to ``suite`` (default: the current one) and the current key.

    Works in batches, each in one transaction; a value changed by somebody else meanwhile is left
    alone. Can be stopped and started again. Returns how many values were rewritten.
    """
    target = (current_suite() if suite is None else suite, keyring.load().current)
    field = model._meta.get_field(field_name)
    changed, last = 0, None
    while batch := next_batch(model, field, last):
        with transaction.atomic():
            changed += sum(_rewrite(model, field, pk, old, target) for pk, old in batch)
        last = batch[-1][0]
    return changed


def _names(model: type[models.Model], field: models.Field) -> tuple[str, str, str]:
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), quote(model._meta.pk.column), quote(field.column)


def next_batch(model: type[models.Model], field: models.Field, last: object) -> list[tuple]:
    table, key, column = _names(model, field)
    after, params = (f"AND {key} > %s", [last]) if last is not None else ("", [])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {column} FROM {table} WHERE {column} <> '' {after} ORDER BY {key} LIMIT {BATCH}", params
        )
        return cursor.fetchall()


def _rewrite(model: type[models.Model], field: EncryptedTextField, pk: object, old: str, target: tuple) -> int:
    if describe(old) == target:
        return 0
    table, key, column = _names(model, field)
    fresh = encrypt(decrypt(old), field.purpose_name(), suite=target[0])
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s", [fresh, pk, old])
        return cursor.rowcount
