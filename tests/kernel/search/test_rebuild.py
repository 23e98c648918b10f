"""Rebuilding goes on where it was stopped and ends with exactly what the sources have."""

from datetime import date
from uuid import UUID

import pytest

from renda.kernel.search import api, sources
from renda.kernel.search.api import EVERYTHING
from renda.kernel.search.models import Entry, IndexedTown, RebuildMark
from renda.kernel.search.rebuild import rebuild
from renda.kernel.search.sources import EntryData
from tests.kernel.search.conftest import KIND

TOWN = UUID(int=1)
pytestmark = pytest.mark.django_db


class Towns(sources.Source):
    """Uses a table at hand as the module's rows; row 1003 is a draft."""

    key = "probe.town"
    label_zh = "试验乡镇"
    fails_at = None
    drafts = frozenset({1003})

    def queryset(self):
        return IndexedTown.objects.filter(number__range=(1001, 1010))

    def entry(self, obj):
        if obj.pk == self.fails_at:
            raise RuntimeError("power cut")
        if obj.pk in self.drafts:
            return None
        return EntryData(obj.town_id, TOWN, f"乡镇{obj.pk}", "道路", date(2026, 1, 1))


@pytest.fixture
def towns():
    sources.register(Towns)
    for number in range(1001, 1011):
        IndexedTown.objects.create(number=number, town_id=UUID(int=number))
    return sources.source("probe.town")


def found():
    return {
        hit.object_id.int for hit in api.search([TOWN], "道路", actor=EVERYTHING, kinds=["probe.town"]).hits
    }


def test_rebuild_resumes_and_drops_what_is_gone(towns):
    api.index("probe.town", UUID(int=5), TOWN, "早已删除", "道路")
    api.index("probe.town", UUID(int=1003), TOWN, "退回草稿", "道路")
    towns.fails_at = 1006
    with pytest.raises(RuntimeError):
        rebuild(kinds=["probe.town"], batch=2)
    assert RebuildMark.objects.get(kind="probe.town").last_key == "1004"
    towns.fails_at = None
    told = []
    assert rebuild(lambda label, done: told.append((label, done)), ["probe.town"], batch=4) == 6
    assert told == [("试验乡镇", 4), ("试验乡镇", 6)]
    assert found() == {n for n in range(1001, 1011) if n != 1003}
    assert rebuild(kinds=["probe.town"]) == 10
    assert found() == {n for n in range(1001, 1011) if n != 1003}


def test_entries_of_an_older_folding_are_replaced(towns):
    rebuild(kinds=["probe.town"])
    Entry.objects.filter(kind="probe.town").update(folding=0)
    rebuild(kinds=["probe.town"])
    assert len(found()) == 9
    assert set(Entry.objects.filter(kind="probe.town").values_list("folding", flat=True)) == {1}


def test_refresh_goes_through_the_source(towns):
    town = IndexedTown.objects.get(number=1001)
    api.refresh("probe.town", town)
    assert found() == {1001}
    towns.drafts = {1001}
    api.refresh("probe.town", town)
    assert found() == set()


def test_one_key_is_registered_once():
    with pytest.raises(ValueError, match=KIND):

        @sources.register
        class Twice(sources.Source):
            key = KIND
            label_zh = "重复"
