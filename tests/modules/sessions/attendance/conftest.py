"""A session with its deputies taken from the roll."""

from __future__ import annotations

from datetime import date

import pytest

from renda.modules.sessions.attendance import roll
from renda.modules.sessions.attendance.models import Attendee

BEFORE = date(2026, 1, 5)


@pytest.fixture
def office(town_set, frozen_clock):
    frozen_clock.to(BEFORE)
    return town_set.actor("office")


@pytest.fixture
def session(town_set, office):
    return town_set.session


@pytest.fixture
def taken(session, office):
    """The session after the roll was taken."""
    roll.sync(office, session, roll.compare(session).digest)
    return session


@pytest.fixture
def of(taken):
    """``of("王代表")``: the row of a person by name."""
    return lambda name: Attendee.objects.get(session=taken, name=name, ended_on__isnull=True)
