from __future__ import annotations

import pytest

from tests.modules.sessions.sittings.hall import MORNING, Hall


@pytest.fixture
def hall(town_set, frozen_clock) -> Hall:
    """Half past eight on the day of the session, nine deputies on the list."""
    frozen_clock.to(MORNING)
    return Hall(town_set)
