"""Backups on the page: made, downloaded, verified; a restore waits for the next start."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from renda.config import serve
from renda.foundation import clock
from renda.kernel.audit import checkup
from renda.kernel.audit.models import AuditEntry
from renda.kernel.audit.record import record
from renda.kernel.safekeeping import checks, jobs, pending, places
from renda.kernel.safekeeping.models import BackupPlace, BackupPlan, BackupRun, Often
from renda.web.office import backup as pages
from tests.harness.database import log_unlocked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """The work is done before the answer, and nothing is left of it."""
    monkeypatch.setattr(pages, "BESIDE", False)
    monkeypatch.setattr(jobs, "_current", None)
    yield
    pending.cancel(Path(settings.DATA_DIR))
    (Path(settings.DATA_DIR) / pending.FAILED).unlink(missing_ok=True)


@pytest.fixture
def keeper(client_as, town_set):
    return client_as("keeper")


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def make(keeper, target: Path, password: str = "") -> str:
    assert keeper.post(reverse("backup-now"), {"target": str(target), "password": password}).url == reverse(
        "backup-progress"
    )
    return text_of(keeper.get(reverse("backup-progress")))


def test_a_backup_is_made_noted_and_downloaded(keeper, tmp_path):
    target = tmp_path / "备份.zip"
    page = make(keeper, target)
    assert "备份好了" in page and target.is_file()
    run = BackupRun.objects.get()
    assert run.ok and AuditEntry.objects.filter(verb="backup.made").exists()
    url = reverse("backup-file", args=[run.pk])
    assert keeper.get(url).status_code == 302
    assert b"".join(keeper.post(url).streaming_content) == target.read_bytes()
    assert AuditEntry.objects.get(verb="data.export").data["what"] == "备份文件"
    target.unlink()
    assert keeper.post(url).status_code == 404


@pytest.mark.parametrize(
    ("name", "words"), [("备份.txt", "以 .zip 结尾"), ("没有/备份.zip", ""), ("旧的.zip", "已经有同名的文件")]
)
def test_a_bad_place_is_told(keeper, tmp_path, name, words):
    (tmp_path / "旧的.zip").write_bytes(b"old")
    answer = keeper.post(reverse("backup-now"), {"target": str(tmp_path / name)})
    page = text_of(answer) if words else text_of(keeper.get(answer.url))
    assert (words or "没有做成") in page
    assert (tmp_path / "旧的.zip").read_bytes() == b"old"


def test_everything_is_verified_also_the_log(keeper):
    keeper.post(reverse("backup-verify"))
    page = text_of(keeper.get(reverse("backup-progress")))
    for title in ("数据库", "文件", "加密信息", "操作日志", "备份"):
        assert title in page, title
    assert "要注意" in page


def test_a_log_changed_behind_the_program_is_found(town_set):
    record(town_set.actor("office"), "unit.save", town_set.units["water"])
    assert checkup.check_chains(checks.quiet).ok
    with log_unlocked():
        AuditEntry.objects.update(sentence="别的")
    finding = checkup.check_chains(checks.quiet)
    assert finding.faults and "云岭镇的日志第1条内容被改动过" in finding.faults[0]


def test_the_backup_by_itself_is_set(keeper):
    facts = {"is_on": "on", "often": Often.HOURLY, "hour": 3, "keep": 5}
    assert keeper.post(reverse("backup-plan"), facts).status_code == 302
    assert (BackupPlan.objects.get().keep, BackupPlan.objects.get().often) == (5, Often.HOURLY)
    assert "至少保留1天的" in text_of(keeper.post(reverse("backup-plan"), {**facts, "keep": 0}))


def test_places_and_password(keeper, tmp_path):
    assert "备份只在这台电脑自己的硬盘上" in text_of(keeper.get(reverse("backup")))
    facts = {"name": "移动硬盘", "folder": str(tmp_path / "无")}
    assert "请先插好" in text_of(keeper.post(reverse("backup-place"), facts))
    assert keeper.post(reverse("backup-place"), {**facts, "folder": str(tmp_path)}).status_code == 302
    place = BackupPlace.objects.get()
    page = text_of(keeper.get(reverse("backup")))
    assert "移动硬盘" in page and "还没有拷过" in page and "和数据在同一块硬盘上" in page
    assert keeper.post(reverse("backup-place-drop", args=[place.pk])).status_code == 302
    assert not BackupPlace.objects.exists() and (tmp_path / places.MARK_FILE).exists()
    pair = {"password": "春暖花开二〇二六", "again": "春暖花开"}
    assert "两遍不一样" in text_of(keeper.post(reverse("backup-password"), pair))
    keeper.post(reverse("backup-password"), {**pair, "again": pair["password"]})
    assert BackupPlan.objects.get().password == pair["password"]
    assert "已设密码" in text_of(keeper.get(reverse("backup")))


def upload(keeper, data: bytes, password: str = "") -> str:
    file = SimpleUploadedFile("备份.zip", data)
    keeper.post(reverse("backup-restore"), {"file": file, "password": password})
    return text_of(keeper.get(reverse("backup-progress")))


def test_a_restore_is_checked_and_waits_without_touching_anything(keeper, tmp_path):
    target = tmp_path / "备份.zip"
    make(keeper, target, password="四个字的密码")
    data_dir = Path(settings.DATA_DIR)
    assert "密码" in upload(keeper, target.read_bytes(), "错的密码") and pending.read(data_dir) is None
    assert "没有做成" in upload(keeper, b"not a backup") and pending.read(data_dir) is None
    assert "可以恢复" in upload(keeper, target.read_bytes(), "四个字的密码")
    assert pending.read(data_dir)["asked_by"] == "孙管理"
    assert "下次启动时恢复" in text_of(keeper.get(reverse("backup")))
    keeper.post(reverse("backup-restore-cancel"))
    assert pending.read(data_dir) is None and not (data_dir / pending.FOLDER).exists()


def test_several_towns_are_not_backed_up_from_a_page(keeper, other_town, tmp_path):
    assert keeper.get(reverse("backup")).status_code == 403
    answer = keeper.post(reverse("backup-now"), {"target": str(tmp_path / "a.zip")})
    assert answer.status_code == 403 and "合用" in answer.content.decode()
    assert not (tmp_path / "a.zip").exists()


def test_one_piece_of_work_at_a_time(keeper, monkeypatch):
    monkeypatch.setattr(jobs, "_current", jobs.Job("backup", "备份", clock.now()))
    assert keeper.post(reverse("backup-verify")).url == reverse("backup")
    page = text_of(keeper.get(reverse("backup")))
    assert "正在备份，请等它做完再试" in page
    part = keeper.get(reverse("backup-progress"), headers={"HX-Request": "true"}).content.decode()
    assert "已用" in part and "<html" not in part


def test_who_may_not(client_as, tmp_path):
    for role in ("chair", "deputy", "unit_handler"):
        client = client_as(role)
        assert client.post(reverse("backup-now"), {"target": str(tmp_path / "a.zip")}).status_code == 403
        assert client.post(reverse("backup-restore"), {}).status_code == 403


# --- the next start --------------------------------------------------------------------------------------


def waiting(folder: Path) -> None:
    pending.waiting_file(folder).write_bytes(b"backup")
    pending.ask(folder, {"made_at": "2026-03-01", "asked_by": "孙管理", "asked_at": "x"})


def test_what_waits_is_carried_out_once(tmp_path):
    seen = []
    assert pending.carry_out(tmp_path, lambda path: seen.append(path) or "") is None and not seen
    waiting(tmp_path)
    assert (
        pending.carry_out(tmp_path, lambda path: seen.append(path.read_bytes()) or "")["asked_by"] == "孙管理"
    )
    assert seen == [b"backup"] and not list(tmp_path.iterdir())


def test_a_refusal_is_kept_for_the_page_and_not_tried_again(tmp_path):
    waiting(tmp_path)
    assert pending.carry_out(tmp_path, lambda path: "备份坏了") is None
    assert pending.read(tmp_path) is None and pending.read(tmp_path, pending.FAILED)["problem"] == "备份坏了"


def test_the_start_brings_a_backup_back_in_earnest(keeper, town_set, tmp_path, monkeypatch):
    target, folder = tmp_path / "备份.zip", tmp_path / "data"
    make(keeper, target)
    folder.mkdir()
    (folder / "renda.sqlite3").touch()
    monkeypatch.setenv("RENDA_DATA", str(folder))
    monkeypatch.delenv("RENDA_DATABASE_URL", raising=False)
    pending.waiting_file(folder).write_bytes(target.read_bytes())
    pending.ask(folder, {"made_at": "2026-03-01", "asked_by": "孙管理", "asked_at": "x"})
    assert pending.carry_out(folder, serve.restore_waiting), pending.read(folder, pending.FAILED)
    database = sqlite3.connect(folder / "renda.sqlite3")
    assert database.execute("SELECT count(*) FROM people_person").fetchone()[0] > 5
    database.close()


def test_the_log_of_every_town_tells_of_the_restore(town_set):
    serve.note_restored({"made_at": "2026-03-01", "asked_by": "孙管理"})
    entry = AuditEntry.objects.get(verb="backup.restored")
    assert entry.actor == "系统" and entry.data["asked_by"] == "孙管理"
