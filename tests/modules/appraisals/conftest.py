"""A round of appraisal on the water station."""

from __future__ import annotations

import pytest

from tests.modules.appraisals.scene import TODAY, Scene


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(TODAY)
    return Scene(town_set)
