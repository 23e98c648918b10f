from __future__ import annotations

from datetime import date

import pytest

from tests.kernel.ballots.hall import fill_hall


@pytest.fixture
def hall(town_set, frozen_clock):
    """The town on the day of its session, 60 deputies in office."""
    frozen_clock.to(date(2026, 1, 20))
    fill_hall(town_set)
    return town_set
