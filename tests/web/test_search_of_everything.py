"""Everything a town can hold is indexed anew, as the background does it: with no town active, and found afterwards."""

from __future__ import annotations

import pytest

from renda.kernel.search import index, rebuild
from renda.kernel.search.models import Entry
from renda.kernel.search.sources import all_sources
from renda.kernel.units.scope import acting_in
from tests.web.matrix.world import World

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(scope="module")
def db(world: World) -> None:
    """The transaction of the module takes the place of one for each test."""


def test_every_kind_is_indexed_anew_with_no_town_active(world: World):
    before = set(Entry.objects.values_list("kind", flat=True).distinct())
    for kind in before:
        index.remove_many(kind, Entry.objects.filter(kind=kind).values_list("object_id", flat=True))
    assert not Entry.objects.exists()
    with acting_in(None):
        assert rebuild.rebuild() > len(before)
    after = set(Entry.objects.values_list("kind", flat=True).distinct())
    assert after >= before and after <= {source.key for source in all_sources()}
