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
