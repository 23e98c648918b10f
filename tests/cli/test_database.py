"""The quick look whether migrations are outstanding, and the commands that need the database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from renda.cli import database
from renda.cli.main import main
from renda.kernel.access.actors import system
from renda.kernel.audit.models import AuditHead
from renda.kernel.audit.record import record, register
from renda.kernel.documents.models import NumberSeries
from renda.kernel.units.scope import acting_in

ROOT = Path(__file__).resolve().parents[2]

register("harness.counted", "数过：{object}")


@pytest.fixture
def stamped(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    told = []
    assert database.bring_up_to_date(told.append) is True
    assert told
    return tmp_path


def test_the_second_look_finds_nothing_to_do(stamped, django_assert_max_num_queries):
    told = []
    with django_assert_max_num_queries(3):
        assert database.bring_up_to_date(told.append) is False
    assert told == []


def test_new_migration_files_are_seen(stamped, monkeypatch):
    monkeypatch.setattr(database, "migration_files_digest", lambda: "changed")
    assert not database.is_up_to_date()


def test_a_restored_older_database_is_seen(stamped):
    MigrationRecorder(connection).migration_qs.order_by("-id").first().delete()
    assert not database.is_up_to_date()


def test_a_damaged_stamp_is_no_stamp(stamped):
    (stamped / database.STAMP).write_text("{", "utf-8")
    assert not database.is_up_to_date()


def test_a_town_founded_earlier_gets_the_registers_that_came_later(town_set, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    NumberSeries.objects.filter(key="minutes").delete()
    NumberSeries.objects.filter(key="letter").update(pattern="{word}函〔{year}〕{n}号", is_active=False)
    database.bring_up_to_date(lambda words: None)
    with acting_in(town_set.town):
        assert NumberSeries.objects.get(key="minutes").for_papers
        kept = NumberSeries.objects.get(key="letter")
    assert kept.pattern == "{word}函〔{year}〕{n}号" and not kept.is_active


def test_a_command_makes_the_database_first(tmp_path):
    """On a machine that has nothing yet."""
    kept = {key: value for key, value in os.environ.items() if key != "RENDA_DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "renda.cli", "audit", "verify", "--json"],
        env={**kept, "RENDA_DATA": str(tmp_path / "new"), "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"ok": True, "towns": []}
    assert "数据库已就绪" in done.stderr


def test_audit_verify(town_set, stamped, capsys):
    record(system(town_set.town), "harness.counted", town_set.town)
    assert main(["audit", "verify", "--json"]) == 0
    towns = {town["town"]: town for town in json.loads(capsys.readouterr().out)["towns"]}
    assert towns["云岭镇"]["entries"] == 1 and towns["云岭镇"]["ok"]


def test_audit_verify_tells_what_is_missing(town_set, stamped, capsys):
    record(system(town_set.town), "harness.counted", town_set.town)
    AuditHead.objects.filter(town_id=town_set.town.pk).update(number=7)
    assert main(["audit", "verify"]) == 1
    shown = capsys.readouterr().out
    assert "云岭镇：1 条，有问题" in shown and "末尾缺失" in shown


def test_clock_run(town_set, stamped, capsys):
    assert main(["clock", "run", "--on", "2026-03-05", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["at"].startswith("2026-03-05T10:00") and data["towns"] == 1


def test_clock_run_on_a_rest_day_holds_still(town_set, stamped, capsys):
    assert main(["clock", "run", "--on", "2026-03-08"]) == 0
    assert "非工作时间暂缓 1" in capsys.readouterr().out
