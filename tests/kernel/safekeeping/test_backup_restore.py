"""The drill: back up, lose the machine, restore, and find everything again."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, transaction

from renda.kernel.crypto.cipher import decrypt
from renda.kernel.files import blobs
from renda.kernel.files.integrity import check_integrity
from renda.kernel.files.models import StoredFile
from renda.kernel.files.store import accept
from renda.kernel.safekeeping import backup as backup_module
from renda.kernel.safekeeping import restore as restore_module
from renda.kernel.safekeeping.archive import ArchiveWriter
from renda.kernel.safekeeping.backup import make_backup
from renda.kernel.safekeeping.errors import BackupFailed, PasswordNeeded, RestoreRefused
from renda.kernel.safekeeping.models import BackupRun
from renda.kernel.safekeeping.reader import check_backup, has_password
from renda.kernel.safekeeping.restore import DATABASE_NAME, restore
from renda.kernel.safekeeping.snapshot import sqlite_counts

ROOT = Path(__file__).resolve().parents[3]
PASSWORD = "春暖花开 2026"


def digests(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows_after(data_dir: Path, sql: str) -> list:
    """Rows of the restored database, wherever it is."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as database:
            return database.execute(sql).fetchall()
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_drill(office, tmp_path, settings, password, on_sqlite):
    before = digests(office)
    names = sorted(StoredFile.objects.values_list("sha256", "original_name"))
    report = make_backup(tmp_path / "备份.zip", password=password)
    assert (report.files, has_password(report.path)) == (5, bool(password))
    shutil.rmtree(office)
    StoredFile.objects.all().delete()

    settings.DATA_DIR = tmp_path / "new" / "data"
    back = restore(report.path, settings.DATA_DIR, password=password)
    after = digests(settings.DATA_DIR)
    after.pop(DATABASE_NAME, None)
    assert after == before
    assert (back.files, back.rows, back.tables, back.kept_in) == (5, report.rows, report.tables, None)
    found = rows_after(settings.DATA_DIR, "SELECT sha256, original_name FROM files_storedfile")
    assert sorted(map(tuple, found)) == names
    [(sealed,)] = rows_after(settings.DATA_DIR, "SELECT message FROM safekeeping_backuprun WHERE path = '旧备份'")
    assert decrypt(sealed, "drill") == "13800001234"
    if on_sqlite:
        with closing(sqlite3.connect(settings.DATA_DIR / DATABASE_NAME)) as database:
            assert sqlite_counts(database) == report.tables


def test_what_was_there_is_kept(office, tmp_path, on_sqlite):
    target = make_backup(tmp_path / "b.zip").path
    there = tmp_path / "there"
    (there / "files").mkdir(parents=True)
    (there / "files" / "mine").write_text("mine")
    (there / "logs").mkdir()
    kept = restore(target, there).kept_in
    assert kept.name.startswith("there.before-restore-")
    assert (kept / "files" / "mine").read_text() == "mine"
    assert not (there / "files" / "mine").exists()
    assert (there / "logs").is_dir()
    assert [path.name for path in there.iterdir() if path.name.startswith(".")] == []


def test_an_open_backup_is_an_ordinary_zip_and_a_sealed_one_shows_nothing(office, tmp_path):
    plain = make_backup(tmp_path / "a.zip").path
    with zipfile.ZipFile(plain) as archive:
        assert archive.testzip() is None
        assert "manifest.json" in archive.namelist()
    sealed = make_backup(tmp_path / "b.zip", password=PASSWORD).path.read_bytes()
    for text in ("manifest", "keys/", "第1份文件", "SQLite format", "PK\x03\x04"):
        assert text.encode() not in sealed
    assert oct((tmp_path / "a.zip").stat().st_mode)[-3:] == "600"


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_a_changed_byte_or_a_cut_is_noticed_and_nothing_is_touched(office, tmp_path, password, monkeypatch):
    monkeypatch.setattr("renda.kernel.safekeeping.sealing.COST", (10, 8, 1))
    whole = make_backup(tmp_path / "b.zip", password=password).path.read_bytes()
    there = tmp_path / "there"
    there.mkdir()
    (there / "mine").write_text("mine")
    damaged = tmp_path / "damaged.zip"
    step = max(len(whole) // 40, 1)
    broken = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in [*range(0, len(whole), step), len(whole) - 1]]
    broken += [whole[:length] for length in (0, 1, 10, len(whole) // 2, len(whole) - 1)] + [whole + b"x"]
    for data in broken:
        damaged.write_bytes(data)
        with pytest.raises(RestoreRefused, match="[一-龥]"):
            restore(damaged, there, password=password)
    assert digests(there) == {"mine": b"mine"}
    assert list(tmp_path.glob("there.before-restore-*")) == []


def test_passwords(office, tmp_path):
    target = make_backup(tmp_path / "b.zip", password=PASSWORD).path
    with pytest.raises(PasswordNeeded, match="请输入"):
        restore(target, tmp_path / "there")
    with pytest.raises(PasswordNeeded, match="不对"):
        restore(target, tmp_path / "there", password=PASSWORD + " ")


@pytest.mark.parametrize("data", [b"hello", b"PK\x03\x04 no", b""])
def test_another_file_is_refused(office, tmp_path, data):
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(RestoreRefused):
        restore(tmp_path / "x", tmp_path / "there")
    with pytest.raises(RestoreRefused, match="打不开"):
        restore(tmp_path / "nothing", tmp_path / "there")


def forged(path: Path, entries: dict[str, bytes], **facts) -> Path:
    """A well-formed backup with the given content."""
    with open(path, "wb") as stream:
        archive = ArchiveWriter(stream)
        for name, data in entries.items():
            archive.add(name, [data], compress=False)
        archive.finish({"engine": "sqlite", "migrations": [], "tables": {}, "files": 0, "made_at": "2026", **facts})
    return path


def test_a_newer_backup_is_refused(office, tmp_path):
    newer = forged(tmp_path / "b", {}, migrations=["files/0999_later"], app_version="9.9")
    with pytest.raises(RestoreRefused, match="升级"):
        restore(newer, tmp_path / "there")
    newer = forged(tmp_path / "c", {}, format=2)
    with pytest.raises(RestoreRefused, match="升级"):
        restore(newer, tmp_path / "there")


@pytest.mark.parametrize("name", ["../evil", "files/../../evil", "/etc/evil", "keys/../evil", "other", "files/" + "0" * 64])
def test_a_hostile_entry_is_refused(office, tmp_path, name):
    with pytest.raises(RestoreRefused):
        restore(forged(tmp_path / "b", {name: b"evil"}), tmp_path / "there")
    assert not list(tmp_path.rglob("evil"))


def test_a_database_in_use_is_refused(office, tmp_path, on_sqlite):
    if not on_sqlite:
        return
    target = make_backup(tmp_path / "b.zip").path
    restore(target, office)
    with closing(sqlite3.connect(office / DATABASE_NAME)) as working:
        working.execute("PRAGMA journal_mode = WAL")
        working.execute("SELECT count(*) FROM files_storedfile").fetchone()
        with pytest.raises(RestoreRefused, match="正在运行"):
            restore(target, office)
    assert restore(target, office).kept_in


def test_a_failing_swap_goes_back(office, tmp_path, monkeypatch):
    target = make_backup(tmp_path / "b.zip").path
    there = tmp_path / "there"
    restore(target, there)
    before = digests(there)
    real, calls = os.rename, []

    def fail_late(source, goal):
        calls.append(source)
        if len(calls) == 4:
            raise PermissionError("in use")
        real(source, goal)

    monkeypatch.setattr(restore_module.os, "rename", fail_late)
    with pytest.raises(RestoreRefused, match="退回"):
        restore(target, there)
    assert digests(there) == before


def test_people_work_on_during_a_backup(office, tmp_path, settings):
    stop = threading.Event()
    errors: list[Exception] = []

    def work(n: int) -> None:
        count = 0
        try:
            while not stop.is_set():
                with transaction.atomic():
                    accept(f"并行{n}-{count}".encode(), f"并行{n}-{count}.txt", created_by="pair")
                    StoredFile.objects.create(sha256="0" * 64, size=0, kind="txt", mime="", original_name="x", created_by="pair")
                count += 1
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    try:
        reports = [make_backup(tmp_path / f"{n}.zip") for n in range(3)]
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert errors == []
    for report in reports:
        there = tmp_path / f"there-{report.path.stem}"
        restore(report.path, there)
        pairs = rows_after(there, "SELECT sha256 FROM files_storedfile WHERE created_by = 'pair'")
        assert len(pairs) % 2 == 0
        for (digest,) in pairs:
            assert digest == "0" * 64 or (there / "files" / digest[:2] / digest[2:]).exists()


def test_the_failed_backup_is_noted_and_leaves_the_old_one(office, tmp_path, monkeypatch):
    target = tmp_path / "b.zip"
    target.write_bytes(b"the old one")

    def fail(*args):
        raise OSError(28, "no space")

    monkeypatch.setattr(backup_module, "_add_keys", fail)
    with pytest.raises(BackupFailed, match="空间不够"):
        make_backup(target)
    assert target.read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.glob(".b.zip*")] == []
    assert BackupRun.objects.get(path=str(target)).ok is False


@pytest.mark.parametrize(("place", "reason"), [("nowhere/b.zip", "文件夹"), ("data", "文件夹")])
def test_a_wrong_place_says_so(office, tmp_path, place, reason):
    with pytest.raises(BackupFailed, match=reason):
        make_backup(tmp_path / place)


CHILD = """
import sys
from pathlib import Path
from django.conf import settings
root, data, name, target = sys.argv[1:]
sys.path.insert(0, root)
settings.configure(DATA_DIR=data, INSTALLED_APPS=["renda.kernel.files", "renda.kernel.safekeeping"], USE_TZ=True,
    DATABASES={"default": {"ENGINE": "renda.config.sqlite", "NAME": name, "OPTIONS": {"transaction_mode": "IMMEDIATE"}}})
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from renda.kernel.safekeeping.backup import make_backup
print("go", flush=True)
make_backup(Path(target))
"""


def test_killed_in_the_middle_leaves_no_file_under_the_final_name(office, tmp_path):
    for n in range(60):
        blobs.put(os.urandom(1_000_000) + bytes([n]))
    target = tmp_path / "out" / "b.zip"
    target.parent.mkdir()
    for delay in (0.02, 0.15, 0.3):
        command = [sys.executable, "-c", CHILD, str(ROOT), str(office), str(tmp_path / "k.sqlite3"), str(target)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout.readline() == "go\n"
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.wait()
        if target.exists():
            assert check_backup(target)["files"] == 65
            target.unlink()
    assert check_integrity().ok
