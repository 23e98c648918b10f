"""The write queue of the SQLite backend: nothing lost, nobody refused, exceptions give the turn back."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import OperationalError

from renda.config.sqlite.base import DatabaseWrapper, ReadOnlyTransaction
from renda.config.sqlite.lock import WriteLock
from renda.kernel.safekeeping.reading import read_only

ROOT = Path(__file__).resolve().parents[3]
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"


def settings_for(path: Path, timeout: float = 30) -> dict:
    """A complete database entry for a bare backend object."""
    return {
        "ENGINE": "renda.config.sqlite",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": timeout, "init_command": PRAGMAS},
        "AUTOCOMMIT": True,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
        "TEST": {"NAME": None},
    }


@pytest.fixture
def connect(tmp_path, monkeypatch, django_db_blocker):
    """Opens a connection to one scratch database and registers it under an alias for ``atomic``."""
    opened: list[DatabaseWrapper] = []
    aliases: dict[str, DatabaseWrapper] = {}
    monkeypatch.setattr(transaction, "get_connection", lambda using=None: aliases[using])

    def make(alias: str = "one", timeout: float = 30) -> DatabaseWrapper:
        wrapper = DatabaseWrapper(settings_for(tmp_path / "scratch.sqlite3", timeout), alias)
        wrapper.inc_thread_sharing()
        aliases[alias] = wrapper
        opened.append(wrapper)
        return wrapper

    with django_db_blocker.unblock():
        with make("setup").cursor() as cursor:
            cursor.execute("CREATE TABLE ledger (id INTEGER PRIMARY KEY, who TEXT, n INTEGER, UNIQUE (who, n))")
        yield make
        for wrapper in opened:
            wrapper.close()


def rows(wrapper: DatabaseWrapper) -> int:
    with wrapper.cursor() as cursor:
        return cursor.execute("SELECT count(*) FROM ledger").fetchone()[0]


def add(wrapper: DatabaseWrapper, who: str, n: int) -> None:
    with wrapper.cursor() as cursor:
        cursor.execute("INSERT INTO ledger (who, n) VALUES (%s, %s)", [who, n])


def test_many_threads_lose_nothing_and_nobody_is_turned_away(connect):
    errors: list[Exception] = []

    def work(name: str) -> None:
        wrapper = connect(name)
        try:
            for n in range(40):
                if n % 4 == 0:
                    add(wrapper, name, n)
                    continue
                with transaction.atomic(name):
                    before = rows(wrapper)
                    add(wrapper, name, n)
                    with transaction.atomic(name):
                        assert rows(wrapper) == before + 1
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(f"t{i}",)) for i in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert rows(connect("check")) == 12 * 40


def test_an_error_gives_the_turn_back(connect):
    first, second = connect("a"), connect("b", timeout=0.3)
    with pytest.raises(ZeroDivisionError), transaction.atomic("a"):
        add(first, "a", 1)
        raise ZeroDivisionError
    with pytest.raises(IntegrityError):
        for _ in range(2):
            add(first, "a", 2)
    with transaction.atomic("b"):
        add(second, "b", 1)
    assert rows(second) == 2


def test_an_inner_block_that_fails_keeps_the_outer_one_and_its_turn(connect):
    first, second = connect("a"), connect("b", timeout=0.2)
    with transaction.atomic("a"):
        add(first, "a", 1)
        with pytest.raises(IntegrityError), transaction.atomic("a"):
            add(first, "a", 1)
        with pytest.raises(OperationalError):
            add(second, "b", 1)
    assert rows(second) == 1


def test_closing_a_connection_in_the_middle_gives_the_turn_back(connect):
    first, second = connect("a"), connect("b", timeout=0.3)
    with transaction.atomic("a"):
        add(first, "a", 1)
        first.close()
    add(second, "b", 1)
    assert rows(second) == 1


def test_a_dropped_connection_gives_the_turn_back(tmp_path, connect):
    wrapper = DatabaseWrapper(settings_for(tmp_path / "scratch.sqlite3"), "dropped")
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    del wrapper
    gc.collect()
    with connect("b", timeout=0.3).cursor() as cursor:
        cursor.execute("INSERT INTO ledger (who, n) VALUES ('b', 1)")


def test_readers_do_not_queue_and_see_one_snapshot(connect):
    writer, reader = connect("w"), connect("r", timeout=0.2)
    add(writer, "w", 1)
    with transaction.atomic("w"):
        add(writer, "w", 2)
        with read_only(), transaction.atomic("r"):
            assert rows(reader) == 1
    with read_only(), transaction.atomic("r"):
        assert rows(reader) == 2
        add(writer, "w", 3)
        assert rows(reader) == 2


def test_writing_in_a_reading_transaction_is_refused(connect):
    reader = connect("r")
    with pytest.raises(ReadOnlyTransaction), read_only(), transaction.atomic("r"):
        add(reader, "r", 1)
    with read_only():
        add(reader, "r", 1)
    assert rows(reader) == 1


def test_the_queue_is_first_come_first_served():
    lock = WriteLock()
    assert lock.acquire(1)
    order: list[int] = []

    def wait(n: int) -> None:
        assert lock.acquire(5)
        order.append(n)
        lock.release()

    threads = []
    for n in range(5):
        threads.append(threading.Thread(target=wait, args=(n,)))
        threads[-1].start()
        deadline = time.monotonic() + 5
        while len(lock._queue) <= n and time.monotonic() < deadline:
            time.sleep(0.002)
    lock.release()
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_a_waiter_whose_time_runs_out_does_not_block_the_queue():
    lock = WriteLock()
    assert lock.acquire(1)
    assert not lock.acquire(0.05)
    lock.release()
    assert lock.acquire(0.05)


WRITER = """
import sys
sys.path.insert(0, {root!r})
from django.conf import settings
settings.configure(DATABASES={{"default": {{"ENGINE": "renda.config.sqlite", "NAME": {name!r},
    "OPTIONS": {{"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": {pragmas!r}}}}}}})
import django; django.setup()
from django.db import connection, transaction
for n in range(60):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT max(n) FROM ledger").fetchone()
        cursor.execute("INSERT INTO ledger (who, n) VALUES (%s, %s)", [sys.argv[1], n])
"""


def test_several_processes_write_side_by_side(connect, tmp_path):
    code = WRITER.format(root=str(ROOT), name=str(tmp_path / "scratch.sqlite3"), pragmas=PRAGMAS)
    processes = [subprocess.Popen([sys.executable, "-c", code, f"p{i}"]) for i in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert rows(connect("check")) == 180
