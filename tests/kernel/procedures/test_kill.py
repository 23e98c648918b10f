"""kill -9 in the middle of work: whatever was confirmed is there, whatever was not has left no trace."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MAKE_TOWN = (
    "import django; django.setup();"
    "from django.core.management import call_command; call_command('migrate', verbosity=0);"
    "from tests.harness.town import make_town; make_town()"
)
VERIFY = (
    "import django; django.setup();"
    "from renda.kernel.units.models import Unit; from renda.kernel.audit.verify import verify_chain;"
    "town = Unit.everywhere.get(kind='township'); report = verify_chain(town);"
    "print('ok' if report.ok else report.faults)"
)


def run(code: str, environment: dict) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def environment_of(data: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "RENDA_DATABASE_URL"}
    return {**kept, "RENDA_DATA": str(data), "DJANGO_SETTINGS_MODULE": "renda.config.settings"}


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Path:
    """The data folder of a product with one town in it, made once."""
    data = tmp_path_factory.mktemp("town") / "data"
    data.mkdir()
    run(MAKE_TOWN, environment_of(data))
    return data


@pytest.mark.parametrize("seconds", [0.7, 1.3])
def test_nothing_confirmed_is_lost(town, tmp_path, seconds):
    data = Path(shutil.copytree(town, tmp_path / "data"))
    environment = environment_of(data)
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.kernel.procedures.killed"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    confirmed = [worker.stdout.readline()]
    time.sleep(seconds)
    os.kill(worker.pid, signal.SIGKILL)
    confirmed += worker.stdout.readlines()
    worker.wait()
    wanted = {line.strip().replace("-", "") for line in confirmed if line.endswith("\n")}
    with sqlite3.connect(data / "renda.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute("SELECT id, state FROM suggestions_suggestion").fetchall()
        papers = database.execute("SELECT count(*) FROM documents_paper").fetchone()[0]
    submitted = {key for key, state in rows if state == "submitted"}
    assert wanted and wanted <= submitted
    assert papers == len(submitted), "every submitted suggestion has its original, no draft has one"
    assert run(VERIFY, environment) == "ok"
