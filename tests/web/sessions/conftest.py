"""A session being prepared, under the standing clock (2026-03-05)."""

from __future__ import annotations

import pytest

from tests.modules.sessions.prepared import prepared


@pytest.fixture
def work(town_set, frozen_clock):
    return prepared(town_set)
