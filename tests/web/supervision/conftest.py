"""An inspection that is out in the field."""

from __future__ import annotations

import pytest

from tests.modules.supervision.scene import TODAY, Scene


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(TODAY)
    return Scene(town_set)
