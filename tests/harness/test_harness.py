"""The harness itself must be able to fail."""

from __future__ import annotations

import os
import socket
import threading
from datetime import date
from pathlib import Path

import pytest
from django.template import engines

from renda.config.environment import INVALID_VARIABLE
from renda.foundation import clock
from tests.harness import strict
from tests.harness.network import NetworkBlocked


def test_the_data_folder_is_a_temporary_one(settings):
    assert Path(os.environ["RENDA_DATA"]).resolve() == Path(settings.DATA_DIR)
    assert "renda-test-" in str(settings.DATA_DIR)


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)])
def test_other_computers_are_out_of_reach(address):
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as sock, pytest.raises(NetworkBlocked):
        sock.connect(address)


def test_names_of_other_computers_are_not_looked_up():
    with pytest.raises(NetworkBlocked):
        socket.create_connection(("example.org", 80))


def test_this_computer_stays_in_reach():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()[:2]) as sock:
        assert sock.getpeername()[0] == "127.0.0.1"


def test_a_missing_variable_is_noticed():
    with pytest.MonkeyPatch.context() as patch:
        seen: list[str] = []
        patch.setattr(strict, "_missing", seen)
        text = str(strict.StrictVariable(INVALID_VARIABLE) % "deputy.nmae")
        assert text == "⟦缺少变量 deputy.nmae⟧"
        assert seen and seen[0].startswith("deputy.nmae")


def test_the_engine_is_strict():
    backend = engines["django"]
    assert isinstance(backend.engine.string_if_invalid, strict.StrictVariable)


def test_the_frozen_clock_holds_in_other_threads(frozen_clock):
    frozen_clock.to(date(2026, 12, 31))
    frozen_clock.forward(days=1)
    seen = []
    thread = threading.Thread(target=lambda: seen.append(clock.today()))
    thread.start()
    thread.join()
    assert seen == [date(2027, 1, 1)] == [clock.today()]


def test_a_clock_block_goes_before_the_frozen_clock(frozen_clock):
    with clock.set_to(date(2030, 1, 2)):
        assert clock.today() == date(2030, 1, 2)
    assert clock.today() == date(2026, 3, 5)
