"""What the database holds and in which order: VOTE-04, VOTE-05."""

from __future__ import annotations

import random
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

from renda.kernel.secret_votes import casting, counting, storage
from renda.kernel.secret_votes.models import KeptBallot, SealedBallot, SealPart, Slip
from renda.kernel.units.scope import acting_in
from tests.harness.town import make_town
from tests.kernel.secret_votes.room import room_of

PLAIN = ("slip", "sealedballot", "keptballot")
PLAN = ["satisfied"] * 9 + ["mostly"] * 5 + ["not"] * 4 + ["abstain"] * 2


def test_VOTE_04_no_column_could_join_a_slip_a_person_or_a_moment_with_a_choice():
    pointing, timed = {}, []
    for model in apps.get_app_config("secret_votes").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                pointing.setdefault(model.__name__, set()).add(field.related_model.__name__)
            if isinstance(field, models.DateField | models.TimeField | models.AutoField):
                timed.append(f"{model.__name__}.{field.name}")
    assert pointing["Slip"] == pointing["SealedBallot"] == {"Unit", "SecretVote"}
    assert pointing["KeptBallot"] == {"Unit", "VoteObject"}
    people = {"Person", "Mandate", "Account"}
    assert not [name for name, targets in pointing.items() if targets & people]
    assert {name.partition(".")[0] for name in timed} == {"SecretVote"}
    assert {field.name for field in SealedBallot._meta.concrete_fields} == {"id", "town", "vote", "sealed"}
    assert {field.name for field in Slip._meta.concrete_fields} == {"id", "town", "vote", "code", "mark"}


def closed_with(made, plan: list[str], monkeypatch: pytest.MonkeyPatch):
    """A vote cast by this plan; the chance of its list is the same each time."""
    room = room_of(made, voters=len(plan), objects=("水利站",)).opened()
    for place, choice in enumerate(plan):
        room.cast(place, choice)
    dice = random.Random(2026)
    monkeypatch.setattr(counting, "random_id", lambda: uuid.UUID(int=dice.getrandbits(128), version=4))
    return room.closed()


def stored(room) -> list[tuple]:
    """The rows as they lie in the table, without asking for an order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, choice FROM secret_votes_keptballot")
        return cursor.fetchall()


def test_VOTE_04_exchanging_who_voted_what_leaves_the_same_bytes(town_set, monkeypatch):
    first = stored(closed_with(town_set, PLAN, monkeypatch))
    storage.erase([KeptBallot.objects.all()])
    shuffled = random.Random(7).sample(PLAN, len(PLAN))
    assert shuffled != PLAN
    assert stored(closed_with(town_set, shuffled, monkeypatch)) == first and len(first) == len(PLAN)


def test_VOTE_04_other_totals_leave_other_bytes(town_set, monkeypatch):
    """The comparison above can fail."""
    first = stored(closed_with(town_set, PLAN, monkeypatch))
    storage.erase([KeptBallot.objects.all()])
    assert stored(closed_with(town_set, ["not", *PLAN[1:]], monkeypatch)) != first


def test_VOTE_04_all_sealed_ballots_are_equally_long_and_none_is_alike(room):
    room.opened()
    for place in range(40):
        room.cast(place, PLAN[place % len(PLAN)])
    sealed = [bytes(one) for one in SealedBallot.objects.values_list("sealed", flat=True)]
    assert len({len(one) for one in sealed}) == 1 and len(set(sealed)) == 40


def test_VOTE_05_keys_are_random_and_rows_have_no_numbers(room):
    room.opened()
    for place in range(30):
        room.cast(place, "satisfied")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in PLAIN:
                cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [f"secret_votes_{name}"])
                assert cursor.fetchone()[0].endswith("WITHOUT ROWID")
    keys = list(SealedBallot.objects.values_list("pk", flat=True))
    assert {key.version for key in keys} == {4}
    printed = [casting.codes.long_digest(secret) for secret, _ in room.slips]
    assert printed != sorted(printed), "the order on paper is not the order of the keys"


@pytest.mark.django_db(transaction=True)
def test_VOTE_05_after_the_close_neither_file_nor_journal_holds_a_slip_or_a_sealed_ballot():
    made = make_town()
    with acting_in(made.town):
        room = room_of(made, voters=24).opened()
        for place in range(24):
            room.cast(place, PLAN[place % len(PLAN)])
        gone = [bytes(one) for one in SealedBallot.objects.values_list("sealed", flat=True)]
        gone += [bytes(one) for one in SealPart.objects.values_list("sealed", flat=True)]
        gone += [slip.hex.encode() for slip in Slip.objects.values_list("pk", flat=True)]
        before = on_disk()
        room.closed()
        assert not any(model.objects.exists() for model in (Slip, SealedBallot, SealPart))
        if connection.vendor == "sqlite":
            assert all(one in before for one in gone), "they were there"
            raw = on_disk()
            assert not [one for one in gone if one in raw]
            assert Path(f"{connection.settings_dict['NAME']}-wal").stat().st_size == 0
        else:
            assert bytes_of_emptied() == 0


@pytest.mark.django_db(transaction=True)
def test_VOTE_05_a_reader_with_an_old_snapshot_keeps_no_ballot_alive_on_postgresql():
    if connection.vendor == "sqlite":
        return  # its journal is looked at above
    made = make_town()
    with acting_in(made.town), old_snapshot():
        room_of(made, voters=12).opened().closed()
        assert bytes_of_emptied() == 0


@contextmanager
def old_snapshot() -> Iterator[None]:
    """Somebody else reads in this database, from before the vote until after it."""
    other = connection.copy("reader")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT count(*) FROM units_unit")
            yield
    finally:
        other.close()


def on_disk() -> bytes:
    """The database file with its journal."""
    if connection.vendor != "sqlite":
        return b""
    name = str(connection.settings_dict["NAME"])
    return b"".join(Path(name + end).read_bytes() for end in ("", "-wal") if Path(name + end).exists())


def bytes_of_emptied() -> int:
    """The bytes the emptied tables still have on PostgreSQL: old versions of rows would need some."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_relation_size(relid)) FROM pg_stat_user_tables WHERE relname IN ('secret_votes_slip', 'secret_votes_sealedballot', 'secret_votes_sealpart')"
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_VOTE_05_a_backup_made_meanwhile_has_no_order(tmp_path):
    """In every page of the copy the ballots lie as their keys do, whenever they were cast."""
    if connection.vendor != "sqlite":
        return  # rows are read in the order of their keys
    made = make_town()
    with acting_in(made.town):
        room = room_of(made, voters=40, objects=("水利站",)).opened()
        for place in range(40):
            room.cast(place, "satisfied")
        sealed = [bytes(one.sealed) for one in SealedBallot.objects.order_by("id")]
    copy = tmp_path / "copy.sqlite3"
    with sqlite3.connect(copy) as target:
        connection.connection.backup(target)
    live = copy.read_bytes()
    with sqlite3.connect(copy) as target:
        target.execute("PRAGMA journal_mode = DELETE")
        storage.without_order(target)
    assert not is_in_order(live, sealed), "as they were cast"
    assert is_in_order(copy.read_bytes(), sealed)


def is_in_order(raw: bytes, sealed: list[bytes], page: int = 4096) -> bool:
    """Do the ballots of each page lie in the order of their keys (SQLite fills a page from its end)?"""
    places = [raw.rfind(one) for one in sealed]
    pages: dict[int, list[int]] = {}
    for place in places:
        pages.setdefault(place // page, []).append(place)
    return all(rows == sorted(rows, reverse=True) for rows in pages.values())
