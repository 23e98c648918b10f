"""A round of elections on an early day, and what a refusal tells."""

from __future__ import annotations

import pytest

from renda.foundation import clock
from tests.modules.deputy_elections.story import EARLY, Round


@pytest.fixture(autouse=True)
def early():
    with clock.set_to(EARLY):
        yield


@pytest.fixture
def round_(town_set):
    return Round(town_set)
