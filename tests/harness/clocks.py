"""A clock that tests move by hand, seen by every thread (a live server answers in threads of its own)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from renda.foundation import clock

START = clock.at(date(2026, 3, 5), 10)


class SharedClock:
    """Stands in for the clock's context variable: the moment holds in all threads."""

    def __init__(self, inner, moment: datetime) -> None:
        self.inner = inner
        self.moment = moment
        self.set = inner.set
        self.reset = inner.reset

    def get(self) -> datetime:
        return self.inner.get() or self.moment


class ClockHand:
    """Moves the frozen clock."""

    def __init__(self, shared: SharedClock) -> None:
        self._shared = shared

    @property
    def now(self) -> datetime:
        return self._shared.moment

    def to(self, moment: datetime | date) -> None:
        """Set the clock to ``moment``; a bare date means 10 in the morning."""
        self._shared.moment = moment if isinstance(moment, datetime) else clock.at(moment, 10)

    def forward(self, **by: float) -> None:
        """Move on by ``days=``, ``hours=`` …"""
        self._shared.moment += timedelta(**by)


@pytest.fixture
def frozen_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[ClockHand]:
    """The clock stands at 2026-03-05 10:00 China time until the test moves it."""
    shared = SharedClock(clock._frozen, START)
    monkeypatch.setattr(clock, "_frozen", shared)
    yield ClockHand(shared)
