"""A rehearsal leaves nothing behind and touches nothing: asked of every model there is, so that none is forgotten."""

from __future__ import annotations

import hashlib

import pytest
from django.apps import apps
from django.db import connection

from renda.demo.rehearsal import PREFIX
from renda.foundation import clock
from renda.kernel.audit.models import AuditEntry, AuditHead
from renda.kernel.audit.verify import verify_chain
from renda.kernel.files import blobs
from renda.kernel.files.models import StoredFile
from renda.kernel.people.models import Account, Person
from renda.kernel.rehearsal import emptying, spaces
from renda.kernel.safekeeping import portable
from renda.kernel.search.models import Entry
from renda.kernel.units.models import TownOwned, TownProfile, Unit
from renda.kernel.units.scope import acting_in
from tests.kernel.rehearsal import play

pytestmark = pytest.mark.django_db

#: The log of the real town gets its two lines, the rehearsal's own log can't be deleted, its root carries that log,
#: the search keeps the number it gave the root.
GROWS = {"audit.AuditEntry", "audit.AuditHead", "units.Unit", "search.IndexedTown"}


def contents() -> dict[str, str]:
    """A digest of every row of every table."""
    return {
        model._meta.label: hashlib.sha256(b"".join(portable.lines(model, connection.alias))).hexdigest()
        for model in portable.portable_models()
    }


def owned() -> list:
    return [model for model in apps.get_models(include_auto_created=True) if issubclass(model, TownOwned)]


def test_every_model_of_a_town_is_emptied():
    assert owned() and set(emptying.town_models()) == set(owned())


def test_a_whole_rehearsal_leaves_everything_as_it_was(
    town_set, frozen_clock, django_capture_on_commit_callbacks
):
    office, before = town_set.actor("office"), contents()
    files = {digest for digest, _ in blobs.walk()}
    space = spaces.begin(office)
    play.whole_session(space)
    used = {model._meta.label for model in owned() if model._base_manager.filter(town_id=space.pk).exists()}
    assert {
        "congress_sessions.SessionWork",
        "session_sittings.SignIn",
        "ballots.CountSheet",
        "notices.Delivery",
        "drafting.Draft",
    } <= used
    assert StoredFile.objects.filter(town_id=space.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        spaces.end(office)
    connection.check_constraints()

    assert not [
        model._meta.label for model in owned() if model._base_manager.filter(town_id=space.pk).exists()
    ]
    left = {label for label, digest in contents().items() if digest != before[label]}
    assert left <= GROWS, left
    assert {digest for digest, _ in blobs.walk()} == files
    assert not Account.objects.filter(username__startswith=PREFIX).exists()
    assert (
        not TownProfile.objects.filter(town=space).exists()
        and not Entry.objects.filter(town_id=space.pk).exists()
    )
    assert list(Unit.everywhere.filter(town=space)) == [space]


def test_the_real_town_stands_still_while_it_is_played(town_set, frozen_clock):
    office = town_set.actor("office")
    before = rows_of(town_set.town)
    play.whole_session(spaces.begin(office))
    assert rows_of(town_set.town) == before


def rows_of(town) -> dict[str, list]:
    """Every row of a town, table by table."""
    return {
        model._meta.label: list(model._base_manager.filter(town_id=town.pk).order_by("pk").values())
        for model in owned()
    }


def test_the_logs_stay_whole(town_set, frozen_clock):
    office = town_set.actor("office")
    space = spaces.begin(office)
    play.whole_session(space)
    spaces.end(office)
    told = AuditEntry.objects.filter(town=town_set.town).order_by("number").values_list("sentence", flat=True)
    assert list(told)[-2:] == ["开始演练", "演练已删除"]
    again = spaces.begin(office)
    assert again.pk == space.pk
    assert all(verify_chain(head.town_id).ok for head in AuditHead.objects.all())


def test_no_real_name_is_copied(town_set, frozen_clock):
    space = spaces.begin(town_set.actor("office"))
    real = set(Person.objects.values_list("name", flat=True))
    with acting_in(space):
        assert Person.objects.exists() and not real & set(Person.objects.values_list("name", flat=True))
        profile = TownProfile.current()
    assert (
        profile.rule_settings == town_set.profile.rule_settings
        and profile.place_code == town_set.profile.place_code
    )
    assert clock.today() == spaces.now(profile).date()
