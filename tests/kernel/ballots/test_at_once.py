"""Two people at the same moment, and a computer that stops in the middle of a count."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from renda.foundation import clock
from renda.kernel.ballots import steps
from renda.kernel.ballots.models import Ballot, CountSheet
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.scope import acting_in
from tests.harness.town import make_town
from tests.kernel.ballots.hall import counting, fill_hall, motion, slips, votes

ROOT = Path(__file__).resolve().parents[3]
FIGURES = {**slips(58), **votes((50, 4, 4))}


@pytest.fixture
def made(transactional_db):
    made = make_town()
    with acting_in(made.town), clock.set_to(date(2026, 1, 20)):
        fill_hall(made)
        made.ballot = counting(made, motion(made))
    return made


def at_once(made, *acts) -> list[str]:
    """Run the acts in threads of their own at the same moment; what became of each."""
    outcomes: list[str] = []
    gate = threading.Barrier(len(acts))

    def hand(act) -> None:
        gate.wait()
        try:
            with acting_in(made.town):
                act()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=hand, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_begin_at_once_and_get_a_sheet_each(made):
    actors = [made.actor(role) for role in ("office", "chair", "presidium")]
    outcomes = at_once(made, *[lambda actor=actor: steps.sheet_for(actor, made.ballot) for actor in actors])
    assert outcomes == ["done", "done", "refused"]
    with acting_in(made.town):
        assert sorted(CountSheet.objects.values_list("place", flat=True)) == [1, 2]


def test_two_finish_at_once_and_the_count_is_agreed_once(made):
    actors = [made.actor(role) for role in ("office", "chair")]
    outcomes = at_once(
        made, *[lambda actor=actor: steps.key_sheet(actor, made.ballot, FIGURES) for actor in actors]
    )
    assert outcomes == ["done", "done"]
    with acting_in(made.town):
        assert Ballot.objects.get().state == "compared"


def test_two_declare_at_once_and_one_is_told(made):
    with acting_in(made.town), clock.set_to(date(2026, 1, 20)):
        for role in ("office", "chair"):
            ballot = steps.key_sheet(made.actor(role), made.ballot, FIGURES)
    actors = [made.actor(role) for role in ("office", "chair")]
    assert at_once(made, *[lambda actor=actor: steps.declare(actor, ballot) for actor in actors]) == [
        "done",
        "refused",
    ]


MAKE = (
    "import django; django.setup();"
    "from datetime import date; from django.core.management import call_command; call_command('migrate', verbosity=0);"
    "from renda.foundation import clock; from renda.kernel.units.scope import acting_in;"
    "from tests.harness.town import make_town; from tests.kernel.ballots import hall;"
    "made = make_town();\n"
    "with acting_in(made.town), clock.set_to(date(2026, 1, 20)):\n"
    "    hall.fill_hall(made); hall.counting(made, hall.motion(made))"
)
READ = (
    "import django; django.setup();"
    "from renda.kernel.units.models import Unit; from renda.kernel.units.scope import acting_in;"
    "from renda.kernel.ballots.models import CountSheet; town = Unit.everywhere.get(kind='township');\n"
    "with acting_in(town): sheet = CountSheet.objects.get(); print(sheet.typed.get('issued', ''), sheet.is_finished)"
)


def test_what_was_typed_before_the_power_went_is_there_afterwards(tmp_path):
    environment = {
        **os.environ,
        "RENDA_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "renda.config.settings",
    }
    environment.pop("RENDA_DATABASE_URL", None)

    def run(code: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    run(MAKE)
    typist = subprocess.Popen(
        [sys.executable, "-m", "tests.kernel.ballots.typing_on"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    confirmed = [typist.stdout.readline() for _ in range(20)]
    os.kill(typist.pid, signal.SIGKILL)
    confirmed += typist.stdout.readlines()
    typist.wait()
    last = [int(line) for line in confirmed if line.endswith("\n")][-1]
    kept, finished = run(READ).split()
    assert int(kept) >= last and finished == "False"
