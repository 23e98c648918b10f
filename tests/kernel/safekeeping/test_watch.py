"""Checks, scheduled backups, the way between the two databases, the commands."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from renda.cli import database
from renda.cli.main import main
from renda.config.sqlite.base import DatabaseWrapper
from renda.foundation import clock
from renda.kernel.files import blobs
from renda.kernel.files.models import StoredFile
from renda.kernel.safekeeping import checks, crossing, portable, schedule
from renda.kernel.safekeeping.models import BackupPlan, BackupRun, Often
from renda.kernel.safekeeping.verify import verify

NIGHT = clock.at(date(2026, 3, 5), 2, 10)


def finding(report, key):
    return next(one for found, _, one in report.findings if found == key)


def test_verify_tells_whole_from_broken(office):
    report = verify()
    assert report.ok
    assert finding(report, "backup").warning
    blobs.path_of(StoredFile.objects.first().sha256).write_bytes(b"x")
    report = verify()
    assert not report.ok
    assert len(finding(report, "files").faults) == 1


def test_a_check_that_breaks_down_is_a_fault_and_the_others_still_run(office, monkeypatch):
    monkeypatch.setattr(checks, "_checks", dict(checks._checks))

    def broken(tell):
        raise RuntimeError

    checks.register("broken", "坏的", broken)
    report = verify()
    assert not report.ok
    assert finding(report, "broken").faults
    assert finding(report, "files").ok


def test_an_old_backup_is_a_warning(office):
    BackupRun.objects.create(path="x", ok=True, at=NIGHT)
    with clock.set_to(NIGHT + timedelta(hours=40)):
        assert finding(verify(), "backup").ok
    with clock.set_to(NIGHT + timedelta(days=5)):
        assert "5天" in finding(verify(), "backup").faults[0]


def test_the_scheduled_backup_is_made_once_tried_and_the_oldest_go(office):
    BackupPlan.objects.create(keep=2)
    BackupRun.objects.all().delete()
    with clock.set_to(NIGHT - timedelta(minutes=20)):
        BackupRun.objects.create(path="x", ok=True, scheduled=True, at=NIGHT - timedelta(days=1))
        assert schedule.run_scheduled(clock.now()) is None
    for day in range(4):
        with clock.set_to(NIGHT + timedelta(days=day)):
            run = schedule.run_scheduled(clock.now())
            assert (run.ok, run.verified) == (True, True)
            assert schedule.run_scheduled(clock.now() + timedelta(minutes=5)) is None
    assert len(list((office / "backups").iterdir())) == 2
    assert schedule.last_backup() == run == schedule.last_attempt()


def test_a_scheduled_backup_that_fails_is_seen_and_tried_again_later(office):
    (office / "backups").write_text("a file where the folder should be")
    with clock.set_to(NIGHT):
        run = schedule.run_scheduled(clock.now())
        assert (run.ok, "不能用" in run.message) == (False, True)
        assert schedule.run_scheduled(clock.now() + timedelta(minutes=30)) is None
    (office / "backups").unlink()
    with clock.set_to(NIGHT + timedelta(hours=2)):
        assert schedule.run_scheduled(clock.now()).ok


def test_every_quarter_of_an_hour_the_newest_day_whole_and_one_of_each_day_before(office):
    BackupPlan.objects.create(often=Often.QUARTER, keep=2)
    for minutes in (0, 10, 15, 24 * 60, 24 * 60 + 15):
        with clock.set_to(NIGHT + timedelta(minutes=minutes)):
            assert bool(schedule.run_scheduled(clock.now())) == (minutes != 10)
    names = sorted(path.name[-17:-4] for path in (office / "backups").iterdir())
    assert names == ["20260305-0225", "20260306-0210", "20260306-0225"]


def test_switched_off_means_off(office):
    BackupPlan.objects.create(is_on=False)
    assert schedule.run_scheduled(NIGHT) is None


@pytest.fixture
def second_database(django_db_blocker, monkeypatch):
    """The test runner allows only databases it knows; this one is made by the code under test."""
    monkeypatch.setattr(DatabaseWrapper, "ensure_connection", django_db_blocker._real_ensure_connection)


def test_rows_go_into_another_database_and_come_out_the_same(office, tmp_path, second_database):
    models = portable.portable_models()
    before = {model._meta.label_lower: list(portable.rows(model, "default")) for model in models}
    with crossing._sqlite_alias(tmp_path / "other.sqlite3") as alias:
        crossing.call_command("migrate", database=alias, verbosity=0)
        lines = ((model, map(json.loads, portable.lines(model, "default"))) for model in models)
        loaded = portable.load(lines, alias)
        after = {model._meta.label_lower: list(portable.rows(model, alias)) for model in models}
    assert after == before
    assert loaded == {label: len(rows) for label, rows in before.items()}
    assert loaded["files.storedfile"] == 5


def test_the_commands(office, tmp_path, capsys, monkeypatch, settings):
    monkeypatch.setattr(database, "bring_up_to_date", lambda tell: False)
    monkeypatch.setenv("PASSWORD", "春天")
    target = str(tmp_path / "备份.zip")
    assert main(["backup", target, "--password-env", "PASSWORD", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["has_password"] is True
    assert main(["backup", target]) == 0
    assert "没有设密码" in capsys.readouterr().out
    assert main(["verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    settings.DATA_DIR = tmp_path / "there"
    assert main(["restore", target]) == 0
    assert "已恢复" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "nothing.zip")]) == 1
    assert "打不开" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_named_but_empty_password_is_not_taken_for_none(tmp_path, capsys, monkeypatch, settings):
    monkeypatch.setattr(database, "bring_up_to_date", lambda tell: False)
    monkeypatch.delenv("PASSWORD", raising=False)
    assert main(["backup", str(tmp_path / "b.zip"), "--password-env", "PASSWORD"]) == 1
    assert not (tmp_path / "b.zip").exists()
