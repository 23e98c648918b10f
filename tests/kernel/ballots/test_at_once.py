"""Two people at the same moment."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection

from renda.foundation import clock
from renda.kernel.ballots import steps
from renda.kernel.ballots.models import Ballot, CountSheet
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.scope import acting_in
from tests.harness.town import make_town
from tests.kernel.ballots.hall import counting, fill_hall, motion, slips, votes

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
