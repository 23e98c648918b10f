"""A session whose deputies were taken from the roll, before it opens."""

from __future__ import annotations

import pytest

from renda.modules.sessions.attendance import roll
from tests.modules.sessions.attendance.conftest import BEFORE
from tests.modules.sessions.attendance.crowd import row_of


@pytest.fixture
def session(town_set, frozen_clock):
    frozen_clock.to(BEFORE)
    return town_set.session


@pytest.fixture
def taken(session, town_set):
    roll.sync(town_set.actor("office"), session, roll.compare(session).digest)
    return session


@pytest.fixture
def of(taken):
    return lambda name: row_of(taken, name)
