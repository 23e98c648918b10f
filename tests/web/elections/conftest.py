from __future__ import annotations

from datetime import date

import pytest

from tests.kernel.ballots.hall import fill_hall
from tests.modules.elections.story import Story


@pytest.fixture
def hall(town_set, frozen_clock):
    frozen_clock.to(date(2026, 1, 20))
    fill_hall(town_set)
    return town_set


@pytest.fixture
def story(hall):
    return Story(hall)
