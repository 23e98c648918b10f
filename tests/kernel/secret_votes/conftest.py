from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.secret_votes import codes
from tests.kernel.secret_votes.room import Room, room_of

CHEAP = 2


@pytest.fixture(autouse=True)
def cheap_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretching a code takes the office's computer a tenth of a second; sixty slips in every test need not."""
    monkeypatch.setattr(codes, "SLIP_COST", CHEAP)
    monkeypatch.setattr(codes, "MONITOR_COST", CHEAP)


@pytest.fixture
def room(town_set, frozen_clock) -> Room:
    """A vote prepared for sixty voters."""
    frozen_clock.to(date(2026, 3, 5))
    return room_of(town_set)
