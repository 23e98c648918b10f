"""One furnished town for a whole module; what a test writes is its own business to take back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from renda.kernel.units.scope import acting_in
from tests.web.matrix.world import World, make_world, standing_clock, undone


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """The town of ``tests/web/matrix/world.py``, active, with the clock standing: one transaction for the module.

    A module that uses it overrides ``db`` (see there), because a transaction for each test would close it.
    """
    with django_db_blocker.unblock(), standing_clock(), undone():
        made = make_world()
        with acting_in(made.made.town):
            yield made
