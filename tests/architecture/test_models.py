"""The models and their migrations agree, and speak Chinese."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from renda.kernel.crypto.fields import EncryptedTextField

LATIN = re.compile(r"[A-Za-z]{2,}")
WORDS = {"Excel", "Word", "PDF", "CSV"}
PERSONAL = re.compile(r"phone|mobile|id_number|id_card|totp_secret")
OPENLY_KEPT = {
    "units.Unit.phone": "the telephone of an office, printed on its papers",
    "units.TownProfile.office_phone": "the telephone of the office of the congress, shown on every page",
    "suggestions.Reply.contact_phone": "the telephone at work that a letter of reply must name",
    "people.Person.phone_index": "a keyed digest to find a phone by, not the phone",
}


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("renda.")]


@pytest.mark.django_db
def test_no_migration_is_missing():
    told = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told, verbosity=1)
    except SystemExit:
        pytest.fail(told.getvalue())


def test_choices_are_shown_in_chinese():
    assert own_models()
    bad = [
        f"{model._meta.label}.{field.name}: {label}"
        for model in own_models()
        for field in model._meta.get_fields()
        for _, label in (getattr(field, "flatchoices", None) or [])
        if set(LATIN.findall(str(label))) - WORDS
    ]
    assert not bad, "\n".join(bad)


def test_personal_numbers_are_encrypted():
    """Phones, ID numbers and secrets of persons lie encrypted in the database."""
    found = {
        f"{model._meta.label}.{field.name}": field
        for model in own_models()
        for field in model._meta.concrete_fields
        if PERSONAL.search(field.name)
    }
    bare = {name for name, field in found.items() if not isinstance(field, EncryptedTextField)}
    assert bare == set(OPENLY_KEPT)
    assert "people.Person.id_number" in found and all(OPENLY_KEPT.values())


def test_system_checks_pass():
    told = StringIO()
    call_command("check", fail_level="WARNING", stdout=told, stderr=told)
