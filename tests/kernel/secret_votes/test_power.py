"""A process that is killed, a machine whose power goes, two servers, a backup brought back: VOTE-02, VOTE-03, VOTE-04, VOTE-06."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
# The programs that are killed have data of their own, in SQLite.
pytestmark = pytest.mark.one_database
PROGRAM = "tests.kernel.secret_votes.voting_on"


@dataclass
class Office:
    """A data folder with an open vote, and the slips and codes on paper."""

    data: Path
    paper: Path

    def begin(self, *words: object) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", *map(str, words)],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key != "RENDA_DATABASE_URL"}
        return {**kept, "RENDA_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "renda.config.settings"}

    def run(self, *words: object) -> list[str]:
        """What the program printed, however it ended."""
        return self.begin(PROGRAM, words[0], self.paper, *words[1:]).communicate()[0].splitlines()

    def told(self, *words: object) -> dict:
        return json.loads(self.run(*words)[-1])

    @property
    def slips(self) -> list[list[str]]:
        return json.loads(self.paper.read_text())["slips"]


@pytest.fixture(scope="module")
def first(tmp_path_factory, django_db_setup, django_db_blocker) -> Office:
    """Made once, from the suite's own empty tables where those are SQLite's; each test works on a copy."""
    folder = tmp_path_factory.mktemp("vote")
    office = Office(folder / "data", folder / "paper.json")
    office.data.mkdir()
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with sqlite3.connect(office.data / "renda.sqlite3") as empty:
                connection.ensure_connection()
                connection.connection.backup(empty)
    office.run("make")
    return office


@pytest.fixture
def office(first: Office, tmp_path: Path) -> Office:
    return Office(Path(shutil.copytree(first.data, tmp_path / "data")), first.paper)


def test_VOTE_02_killed_between_write_and_answer_the_second_try_is_told_it_is_in(office):
    assert office.run("mute", 0) == []
    answer, box = office.run("cast", 0, 1)
    assert answer == "0 already" and json.loads(box) == {"live": 59, "used": 1, "ballots": 1}


def test_VOTE_02_killed_between_slip_and_ballot_nothing_was_cast(office):
    assert office.run("half", 0) == []
    answer, box = office.run("cast", 0, 1)
    assert answer == "0 cast" and json.loads(box) == {"live": 59, "used": 1, "ballots": 1}


def test_VOTE_02_two_server_processes_make_one_ballot(office):
    both = [office.begin(PROGRAM, "same", office.paper, 7, 25) for _ in range(2)]
    told = [[json.loads(line) for line in one.communicate()[0].splitlines()] for one in both]
    assert sum(answers.get("cast", 0) for answers, _ in told) == 1
    assert sum(answers.get("already", 0) for answers, _ in told) == 49
    assert {"live": 59, "used": 1, "ballots": 1} in [box for _, box in told]


def test_VOTE_03_every_ballot_that_was_confirmed_is_counted_whenever_the_process_is_killed(office):
    dice, confirmed, place = random.Random(2026), 0, 0
    while place < 40:
        voters = office.begin(PROGRAM, "cast", office.paper, place, 60)
        lines = [voters.stdout.readline() for _ in range(dice.randint(12, 20))]
        voters.send_signal(signal.SIGKILL)
        lines += voters.stdout.readlines()
        voters.wait()
        answered = [line.split() for line in lines if line.endswith(("cast\n", "already\n"))]
        place = 1 + max(int(number) for number, _ in answered)
        confirmed += sum(answer == "cast" for _, answer in answered)
    counted = office.told("close")[0]["votes"]["satisfied"]
    assert counted >= place >= confirmed >= 36


def test_VOTE_03_what_is_on_the_disk_when_the_power_goes_holds_every_confirmed_ballot(office, tmp_path):
    """The files are copied while the voters' process runs: so the disk would be found after the power is back."""
    voters = office.begin(PROGRAM, "cast", office.paper, 0, 60)
    confirmed = [voters.stdout.readline() for _ in range(25)]
    after = Office(tmp_path / "after", office.paper)
    shutil.copytree(office.data, after.data, ignore=shutil.ignore_patterns("*-shm"))
    voters.kill()
    voters.communicate()
    box = after.told("tell")
    assert len(confirmed) == 25 and box["used"] == box["ballots"] >= 25


def test_VOTE_03_a_backup_made_while_it_is_voted_brings_all_ballots_back(office, tmp_path):
    office.run("cast", 0, 20)
    restored = Office(tmp_path / "restored", office.paper)
    file = tmp_path / "backup.zip"
    assert office.begin("renda.cli", "backup", file).wait() == 0
    assert restored.begin("renda.cli", "restore", file).wait() == 0
    assert restored.told("close")[0]["votes"]["satisfied"] == 20


def everything_in(folder: Path) -> bytes:
    return b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_VOTE_04_and_06_no_file_holds_a_slip_or_a_code_no_log_a_line_and_after_the_close_nothing_of_a_slip(
    office,
):
    """Database, journal, logs, sessions, keys: while it is voted no secret on paper stands anywhere, and no choice; afterwards
    no trace of a slip beside the choices."""
    before = everything_in(office.data).count(b"satisfied")
    office.run("cast", 0, 30)
    open_raw = everything_in(office.data)
    printed = [secret.encode() for slip in office.slips for secret in slip]
    papers = [code.encode() for code in json.loads(office.paper.read_text())["two"]]
    assert not [secret for secret in printed + papers if secret in open_raw]
    assert open_raw.count(b"satisfied") == before, "no choice is written while it is voted"
    office.told("close")
    closed_raw = everything_in(office.data)
    assert closed_raw.count(b"satisfied") > before
    assert not [secret for secret in printed + papers if secret in closed_raw]
    assert b"".join(path.read_bytes() for path in (office.data / "logs").glob("*")) == b""
