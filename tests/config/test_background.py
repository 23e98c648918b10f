"""The work nobody clicks for."""

from __future__ import annotations

import threading

import pytest
from django.utils.module_loading import import_string

from renda.config import background
from renda.kernel.notices.models import Delivery, Notice


@pytest.fixture
def calls(monkeypatch):
    seen = []
    monkeypatch.setattr(background, "close_old_connections", lambda: None)
    monkeypatch.setattr(background, "JOBS", ["one", "two"])
    monkeypatch.setattr(background, "import_string", lambda path: lambda now: seen.append((path, now)))
    return seen


def test_every_job_exists():
    assert all(callable(import_string(path)) for path in background.JOBS)


def test_every_job_runs_on_an_empty_product(town_set, monkeypatch):
    monkeypatch.setattr(background, "close_old_connections", lambda: None)
    monkeypatch.setattr("renda.kernel.safekeeping.schedule.is_due", lambda now: False)
    assert background.run_once() == 0


def test_a_job_that_fails_does_not_stop_the_others(calls, monkeypatch, frozen_clock):
    def load(path):
        if path == "one":
            raise RuntimeError("broken")
        return lambda now: calls.append((path, now))

    monkeypatch.setattr(background, "import_string", load)
    assert background.run_once() == 1
    assert calls == [("two", frozen_clock.now)]


def test_rounds_go_on_until_they_are_stopped(calls):
    stop = threading.Event()
    thread = threading.Thread(target=background.rounds, args=(stop, 0.01))
    thread.start()
    while len(calls) < 6:
        stop.wait(0.01)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
    assert [path for path, _ in calls[:4]] == ["one", "two", "one", "two"]


def test_queued_messages_are_tried(town_set, frozen_clock):
    notice = Notice.objects.create(kind="harness.urged", title="催办", body="请答复")
    delivery = Delivery.objects.create(
        notice=notice, channel="sms", person=town_set.people["deputy"], next_try_at=frozen_clock.now
    )
    assert background.send_messages(frozen_clock.now) == 0
    delivery.refresh_from_db()
    assert delivery.tries == 1 and "没有启用" in delivery.problem
