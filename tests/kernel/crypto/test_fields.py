from __future__ import annotations

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from renda.kernel.crypto import keyring
from renda.kernel.crypto.checkup import check_sealed_values
from renda.kernel.crypto.cipher import describe
from renda.kernel.crypto.fields import EncryptedTextField
from renda.kernel.crypto.reencrypt import reencrypt

PHONE = "13800001234"


@pytest.fixture
def card(transactional_db):
    """A model with an encrypted field, in a table that lives as long as the test."""
    with isolate_apps("renda.kernel.crypto"):

        class Card(models.Model):
            phone = EncryptedTextField("手机号", blank=True, default="")
            name = models.CharField(max_length=20, default="")

            class Meta:
                app_label = "crypto"

        with connection.schema_editor() as editor:
            editor.create_model(Card)
        yield Card
        with connection.schema_editor() as editor:
            editor.delete_model(Card)


def stored(card, pk) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT phone FROM {card._meta.db_table} WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_the_database_holds_no_plain_text(card):
    row = card.objects.create(phone=PHONE)
    assert row.phone == PHONE
    assert PHONE not in stored(card, row.pk)
    assert card.objects.get(pk=row.pk).phone == PHONE
    assert card.objects.defer("phone").get(pk=row.pk).phone == PHONE


def test_saving_something_else_leaves_the_ciphertext_alone(card):
    row = card.objects.create(phone=PHONE)
    before = stored(card, row.pk)
    again = card.objects.get(pk=row.pk)
    again.name = "张三"
    again.save()
    assert stored(card, row.pk) == before
    again.phone = "13900000000"
    again.save()
    assert card.objects.get(pk=row.pk).phone == "13900000000"


def test_update_and_bulk_create_encrypt_too(card):
    row = card.objects.bulk_create([card(phone=PHONE)])[0]
    card.objects.filter(pk=row.pk).update(phone="13900000000")
    assert "13900000000" not in stored(card, row.pk)
    assert card.objects.get(pk=row.pk).phone == "13900000000"


def test_loading_does_not_decrypt_and_nothing_leaks(card):
    pk = card.objects.create(phone=PHONE).pk
    row = card.objects.get(pk=pk)
    value = card.objects.values_list("phone", flat=True).get(pk=pk)
    for shown in (repr(row), str(value), repr(value), repr(row.__dict__), row._meta.get_field("phone").value_to_string(row)):
        assert PHONE not in shown
    assert value.reveal() == PHONE


def test_look_up_by_content_is_refused_but_emptiness_works(card):
    full, empty = card.objects.create(phone=PHONE), card.objects.create()
    assert list(card.objects.filter(phone="")) == [empty]
    assert list(card.objects.exclude(phone="")) == [full]
    with pytest.raises(ValueError, match="blind index"):
        card.objects.filter(phone=PHONE).exists()
    with pytest.raises(FieldError):
        card.objects.filter(phone__contains="138").exists()


def test_reencrypt_moves_every_value_to_the_new_suite_and_key(card):
    rows = [card.objects.create(phone=f"1380000{n:04}") for n in range(1103)]
    card.objects.create()
    fresh = keyring.rotate()
    assert reencrypt(card, "phone", 2) == 1103
    assert reencrypt(card, "phone", 2) == 0
    assert {describe(stored(card, row.pk)) for row in rows[::100]} == {(2, fresh)}
    assert [card.objects.get(pk=row.pk).phone for row in rows[::100]] == [row.phone for row in rows[::100]]


def test_the_check_counts_what_cannot_be_read(card, own_keys, monkeypatch):
    field = card._meta.get_field("phone")
    monkeypatch.setattr("renda.kernel.crypto.reencrypt.encrypted_fields", lambda: [(card, field)])
    card.objects.create(phone=PHONE)
    broken = card.objects.create(phone=PHONE)
    assert check_sealed_values(lambda text: None).ok
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {card._meta.db_table} SET phone = '1$gone$x$AAAA' WHERE id = %s", [broken.pk])
    finding = check_sealed_values(lambda text: None)
    assert not finding.ok
    assert "手机号" in finding.faults[0] and "1条" in finding.faults[0]
