"""A real start: the server answers, is alone with its data, stops on Ctrl+C, and leaves nothing when killed."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WAIT = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> int | None:
    """The status of a page that does not exist, or None while nobody listens."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/static/none.css")
        return connection.getresponse().status
    except OSError:
        return None


def wait_until(condition, what: str) -> None:
    until = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < until, what
        time.sleep(0.1)


@pytest.fixture
def start(tmp_path):
    """``start(port)`` starts an empty product on the test's own data folder."""
    kept = {key: value for key, value in os.environ.items() if key != "RENDA_DATABASE_URL"}
    variables = {**kept, "RENDA_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    running = []

    def begin(port: int) -> subprocess.Popen:
        command = [sys.executable, "-m", "renda.config.serve", "--empty", "--no-browser"]
        process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            env=variables,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_start_answer_and_stop(start):
    port = free_port()
    server = start(port)
    wait_until(lambda: answers(port), "the server does not answer")
    assert answers(port) == 404
    second, _ = start(port).communicate(timeout=WAIT)
    assert f"已经在运行：http://127.0.0.1:{port}/" in second
    server.send_signal(signal.SIGINT)
    told, _ = server.communicate(timeout=WAIT)
    assert server.returncode == 0
    assert f"人大办已启动：http://127.0.0.1:{port}/" in told and "已停止" in told
    assert answers(port) is None


def test_a_killed_server_can_be_started_again(start):
    port = free_port()
    server = start(port)
    wait_until(lambda: answers(port), "the server does not answer")
    server.kill()
    wait_until(lambda: answers(port) is None, "the worker outlives its killed parent")
    again = start(port)
    wait_until(lambda: answers(port) == 404, "the server does not come back")
    assert again.poll() is None
