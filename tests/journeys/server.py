"""The product itself, started as an office starts it: its own process, its own data folder, a real port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


def environment(data: Path) -> dict[str, str]:
    """What a process of the product sees: this data folder, the database in it, nothing of the test's own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("RENDA_", "DJANGO_"))}
    return {**inherited, "RENDA_DATA": str(data), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def run(data: Path, *words: str) -> str:
    """A program of the product on the data folder: its output. Fails loudly."""
    done = subprocess.run(
        [sys.executable, "-m", *words], env=environment(data), cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE * 3
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(data: Path) -> Iterator[str]:
    """The server on the data folder while the block lasts; gives its address."""
    with process_of(data) as (base, _):
        yield base


@contextmanager
def process_of(data: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """The server with the head of its group of processes, for a test that takes their power away."""
    port = free_port()
    log = data.with_name(f"{data.name}.log")
    words = ["renda.config.serve", "--no-browser", "--empty", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *words], env=environment(data), cwd=ROOT, stdout=out, stderr=out, start_new_session=True
        )
        try:
            wait_for(port, process, log)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    """Return when the server answers; fails with its words when it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8"))
