"""Backups on a second disk, a stick, a folder of the network: carried, known again, missed in plain words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from renda.foundation import clock
from renda.kernel.safekeeping import places, schedule
from renda.kernel.safekeeping.errors import PasswordNeeded
from renda.kernel.safekeeping.models import BackupPlan
from renda.kernel.safekeeping.verify import check_backup_age

NIGHT = clock.at(date(2026, 3, 5), 2, 10)


@pytest.fixture
def disks(tmp_path, monkeypatch):
    """Folders on another disk than the data."""
    monkeypatch.setattr(places, "is_on_data_disk", lambda folder: False)
    made = [tmp_path / "stick", tmp_path / "network"]
    for one in made:
        one.mkdir()
    return made


def backups(folder) -> list[str]:
    return sorted(path.name for path in folder.glob("*.zip"))


def test_every_place_has_its_own_state_and_catches_up_when_it_is_back(office, disks, tmp_path):
    stick, network = (places.add(one.name, one) for one in disks)
    away = disks[0].rename(tmp_path / "drawer")
    with clock.set_to(NIGHT):
        run = schedule.run_scheduled(clock.now())
        for place in (stick, network):
            place.refresh_from_db()
        assert run.verified and backups(disks[1]) == [run.path.rpartition("/")[2]]
        assert (network.reached_at, network.problem) == (run.at, "")
        assert stick.reached_at is None and "移动硬盘可能没有插上" in stick.problem
        finding = check_backup_age(lambda line: None)
        assert finding.warning and "stick" in finding.faults[0]
    away.rename(disks[0])
    with clock.set_to(NIGHT + timedelta(minutes=40)):
        assert schedule.run_scheduled(clock.now()) is None
        stick.refresh_from_db()
        assert (stick.reached_at, stick.problem, len(backups(disks[0]))) == (run.at, "", 1)
        assert "最近40分钟" in schedule.risk().words and "3月5日02:10" in schedule.risk().words


def test_another_disk_under_the_same_name_gets_nothing(office, disks):
    place = places.add("移动硬盘", disks[0])
    (disks[0] / places.MARK_FILE).write_text("another office")
    with clock.set_to(NIGHT):
        schedule.run_scheduled(clock.now())
    place.refresh_from_db()
    assert "没有本系统留的记号" in place.problem and not backups(disks[0])


def test_a_copy_that_reads_back_differently_is_no_copy(office, disks, monkeypatch):
    place = places.add("移动硬盘", disks[0])
    monkeypatch.setattr(places, "digest_of", lambda path: str(path))
    with clock.set_to(NIGHT):
        schedule.run_scheduled(clock.now())
    place.refresh_from_db()
    assert "盘可能坏了" in place.problem and [path.name for path in disks[0].iterdir()] == [places.MARK_FILE]


def test_on_the_disk_of_the_data_nothing_is_gained(office, tmp_path):
    (tmp_path / "here").mkdir()
    place = places.add("同一块盘", tmp_path / "here")
    with clock.set_to(NIGHT):
        schedule.run_scheduled(clock.now())
    place.refresh_from_db()
    assert place.on_same_disk and place.reached_at
    assert schedule.risk().since is None and "一起丢" in schedule.risk().words


def test_with_a_password_nobody_opens_what_was_carried_away(office, disks, monkeypatch):
    monkeypatch.setattr("renda.kernel.safekeeping.sealing.COST", (10, 8, 1))
    places.add("移动硬盘", disks[0])
    BackupPlan.objects.create(password="春暖花开二〇二六")
    with clock.set_to(NIGHT):
        run = schedule.run_scheduled(clock.now())
    assert run.has_password and run.verified
    copy = disks[0] / backups(disks[0])[0]
    with pytest.raises(PasswordNeeded):
        schedule.try_restore(copy)
    assert schedule.try_restore(copy, password="春暖花开二〇二六")
