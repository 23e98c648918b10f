"""A model field whose content is encrypted in the database.

The row is loaded as it is; only reading the attribute decrypts. What a query hands out without a
model instance (``values()``, raw rows) is a ``Sealed``, which shows nothing of its content in logs,
in ``repr`` or on a page. Equality look-up goes through a blind index in a column of its own.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.db.models.lookups import Exact
from django.db.models.query_utils import DeferredAttribute

from renda.kernel.crypto.cipher import decrypt, encrypt


class Sealed:
    """An encrypted value on its way; ``reveal()`` decrypts it."""

    __slots__ = ("ciphertext",)

    def __init__(self, ciphertext: str) -> None:
        self.ciphertext = ciphertext

    def reveal(self) -> str:
        """The text. Raises cipher.Unreadable."""
        return decrypt(self.ciphertext)

    def __str__(self) -> str:
        return "（已加密）"

    def __repr__(self) -> str:
        return "<Sealed>"

    def __bool__(self) -> bool:
        return bool(self.ciphertext)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.ciphertext == self.ciphertext

    def __hash__(self) -> int:
        return hash(self.ciphertext)


class _DecryptOnAccess(DeferredAttribute):
    """Decrypts when the attribute is read; keeps the sealed value, never the text, after loading."""

    def __get__(self, instance: Any, cls: type | None = None) -> Any:
        value = super().__get__(instance, cls)
        return value.reveal() if isinstance(value, Sealed) else value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """Text that is encrypted at rest. ``purpose`` defaults to ``app.model.field``."""

    descriptor_class = _DecryptOnAccess

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        name, path, args, kwargs = super().deconstruct()
        if self.purpose:
            kwargs["purpose"] = self.purpose
        return name, path, args, kwargs

    def purpose_name(self) -> str:
        """What values of this field are encrypted for."""
        return self.purpose or f"{self.model._meta.label_lower}.{self.name}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | str | None:
        return Sealed(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        # The raw value: what was not touched is written back as it was, without decrypting.
        return model_instance.__dict__.get(self.attname)

    def get_prep_value(self, value: Any) -> str | None:
        if isinstance(value, Sealed):
            return value.ciphertext
        if value is None or value == "":
            return value
        return encrypt(str(value), self.purpose_name())

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(obj.__dict__.get(self.attname)) or ""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{"widget": forms.TextInput, **kwargs})

    def get_lookup(self, lookup_name: str) -> type | None:
        """Only "is it empty?": each encryption differs, so comparing contents would never find anything."""
        return super().get_lookup(lookup_name) if lookup_name in {"exact", "isnull"} else None


@EncryptedTextField.register_lookup
class _ExactlyEmpty(Exact):
    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            raise ValueError("an encrypted field is looked up through its blind index")
        return ""
