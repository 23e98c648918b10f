"""A secret vote leaves no row that ties a person to a choice (a paper tally: the system never learns who voted what)."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

from renda.kernel.audit.models import AuditEntry
from renda.kernel.ballots import steps
from renda.kernel.ballots.models import Ballot, CountSheet, RollEntry, RollSnapshot
from renda.kernel.notices.models import Delivery
from tests.kernel.ballots.hall import counting, election, fill_hall, keyed, motion, slips, votes

WRITTEN_IN = "诸葛另选"
#: Figures that stand nowhere else by chance.
FIGURES = votes((37, 14, 6), (41, 11, 5), (13, 38, 6))
SHEET = {**slips(58, invalid=1), **FIGURES}
#: Where a name written in may stand: as a count in the sheets, the verdict and the report the tellers sign.
MAY_HOLD = {"ballots_countsheet", "ballots_ballot", "documents_paper"}


def secret_election(made) -> Ballot:
    ballot = keyed(made, counting(made, election(made)), SHEET, [{"name": WRITTEN_IN, "votes": 1}])
    return steps.declare(made.actor("office"), ballot).ballot


def tables_with(text: str) -> set[str]:
    """Every table one of whose rows holds ``text`` in any column, as it stands or as JSON writes it."""
    escaped = json.dumps(text)[1:-1]
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if any(text in str(value) or escaped in str(value) for row in cursor.fetchall() for value in row):
                found.add(table)
    return found


def test_a_name_written_in_stands_only_where_counts_stand(hall):
    secret_election(hall)
    held = {table for table in tables_with(WRITTEN_IN) if not table.startswith("search_")}
    assert held <= MAY_HOLD and "ballots_countsheet" in held


def test_nobody_is_on_the_roll_of_a_secret_vote(hall):
    ballot = secret_election(hall)
    assert not RollEntry.objects.filter(roll__ballot=ballot).exists()
    roll = RollSnapshot.objects.get(ballot=ballot)
    assert (roll.entitled, roll.voting) == (60, 58)


def test_no_row_of_the_count_names_a_deputy(hall):
    ballot = secret_election(hall)
    stored = json.dumps(
        [
            list(Ballot.objects.filter(pk=ballot.pk).values()),
            list(CountSheet.objects.filter(ballot=ballot).values()),
            list(AuditEntry.objects.filter(object_id=ballot.pk).values("sentence", "data", "actor")),
        ],
        default=str,
        ensure_ascii=False,
    )
    voters = [mandate.person.name for mandate in hall.mandates.values()] + ["代表001号", "欧阳建国"]
    assert not [name for name in voters if name in stored]
    assert not [key for key in map(str, (mandate.pk for mandate in hall.mandates.values())) if key in stored]


def test_the_log_holds_neither_names_nor_numbers_of_the_count(hall):
    ballot = secret_election(hall)
    entries = list(AuditEntry.objects.filter(object_id=ballot.pk).values_list("sentence", "data"))
    assert entries
    told = json.dumps(entries, ensure_ascii=False)
    for secret in (WRITTEN_IN, *map(str, (37, 41, 38)), "方卫东"):
        assert secret not in told


def test_nothing_is_sent_out_about_a_count_under_way(hall):
    keyed(hall, counting(hall, election(hall)), SHEET)
    assert not Delivery.objects.exists()


def test_no_column_could_hold_who_chose_what():
    """The tables of a vote that point at a person: the roll (of open votes) and the candidate; of these only the roll of an
    open vote has a choice beside it."""
    pointing = {}
    for model in apps.get_app_config("ballots").get_models():
        people = {
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey)
            and field.related_model._meta.label in ("people.Person", "people.Mandate")
        }
        if people:
            pointing[model.__name__] = people
    assert pointing == {"Option": {"person"}, "RollEntry": {"mandate"}}


def test_the_choices_of_a_named_vote_do_stand(hall):
    """The scan above can fail: a named vote is found by it."""
    ballot = counting(hall, motion(hall, "named"), present=60)
    chosen = {f"o1.d{entry.position}": "for" for entry in ballot.roll.entries.all()}
    steps.declare(hall.actor("office"), keyed(hall, ballot, chosen))
    assert RollEntry.objects.filter(answer="for").count() == 60


@pytest.mark.django_db(transaction=True)
def test_the_whole_database_file_holds_no_pair(tmp_path):
    """Byte by byte, free pages and journal included: no name of a voter within reach of a written-in name."""
    from datetime import date

    from renda.foundation import clock
    from renda.kernel.units.scope import acting_in
    from tests.harness.town import make_town

    made = make_town()
    with acting_in(made.town), clock.set_to(date(2026, 1, 20)):
        fill_hall(made)
        secret_election(made)
        connection.commit()
    if connection.vendor == "sqlite":
        copy = tmp_path / "copy.sqlite3"
        with sqlite3.connect(copy) as target:
            connection.connection.backup(target)
        raw = (
            copy.read_bytes() + Path(str(copy) + "-wal").read_bytes()
            if Path(str(copy) + "-wal").exists()
            else copy.read_bytes()
        )
        places = [
            at for form in (WRITTEN_IN, json.dumps(WRITTEN_IN)[1:-1]) for at in found_at(raw, form.encode())
        ]
        assert places, "the name is in the file"
        voter = "代表001号".encode()
        near = [
            at for at in found_at(raw, voter) if any(abs(at - place) < len(voter) * 40 for place in places)
        ]
        assert not near
    assert not {"people_mandate", "people_person"} & tables_with(WRITTEN_IN)


def found_at(raw: bytes, text: bytes) -> list[int]:
    places, at = [], raw.find(text)
    while at != -1:
        places.append(at)
        at = raw.find(text, at + 1)
    return places
