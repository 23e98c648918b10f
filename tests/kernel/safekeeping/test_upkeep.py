"""The database knows how choosy its indexes are, once a day."""

from datetime import timedelta

import pytest
from django.db import connection

from renda.foundation import clock
from renda.kernel.safekeeping import upkeep

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def never_counted(monkeypatch):
    monkeypatch.setattr(upkeep, "_counted_on", None)


def test_counting_happens_on_the_first_round_and_once_a_day():
    now = clock.now()
    assert upkeep.once_a_day(now) == 1
    assert upkeep.once_a_day(now) == 0
    assert upkeep.once_a_day(now + timedelta(days=1)) == 1


def test_sqlite_knows_its_indexes_afterwards(town):
    if connection.vendor != "sqlite":
        assert upkeep.count_rows() is None
        return
    upkeep.count_rows()
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        assert "units_unit" in {table for (table,) in cursor.fetchall()}


def test_sqlite_is_told_how_large_a_town_is(town):
    """The look at the first rows of an index saw one town alone and stopped."""
    if connection.vendor != "sqlite":
        return
    asked = "SELECT i.name FROM pragma_index_list('documents_paper') i, pragma_index_info(i.name) c WHERE seqno = 0 AND c.name = %s"
    upkeep.count_rows()
    with connection.cursor() as cursor:
        names = {}
        for column in ("town_id", "model"):
            cursor.execute(asked, [column])
            names[column] = cursor.fetchone()[0]
            cursor.execute(
                "INSERT INTO sqlite_stat1 VALUES ('documents_paper', %s, '60000 1001 7')", [names[column]]
            )
        upkeep.tell_shares_of_towns(cursor)
        cursor.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'documents_paper'")
        told = dict(cursor.fetchall())
    assert told == {names["town_id"]: "60000 6000 7", names["model"]: "60000 1001 7"}
