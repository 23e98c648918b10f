"""``renda rehearsal begin|show|end``."""

from __future__ import annotations

import json

import pytest

from renda.cli.main import main
from renda.kernel.rehearsal import spaces
from renda.kernel.units.models import Unit


@pytest.fixture
def rehearsal(town_set, frozen_clock, capsys):
    """``rehearsal("begin")`` → (exit code, parsed JSON)."""

    def run(action: str):
        code = main(["rehearsal", action, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_from_the_beginning_to_the_end(rehearsal, town_set):
    assert rehearsal("show")[1]["under_way"] is False
    code, told = rehearsal("begin")
    assert (
        code == 0
        and told["under_way"]
        and told["day"] == "2026-03-05" < told["opens_on"]
        and told["parts"] > 20
    )
    assert rehearsal("show")[1] == told
    assert rehearsal("begin")[0] != 0
    assert rehearsal("end")[1] == {"town": town_set.town.name, "under_way": False}
    assert spaces.of_town(town_set.town.pk) is None and rehearsal("end")[0] != 0


def test_it_is_no_town_to_choose(rehearsal, town_set):
    rehearsal("begin")
    assert Unit.everywhere.filter(kind="rehearsal").count() == 1
    assert rehearsal("show")[1]["town"] == town_set.town.name
