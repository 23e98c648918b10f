"""Out of the archive: folder, package, the four properties, and what damage does to them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from lxml import etree

from renda.foundation.hashing import sha256_hex
from renda.kernel.archive import export, integrity
from renda.kernel.archive.eep.build import build, tag
from renda.kernel.archive.eep.check import check
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.four import running
from renda.kernel.archive.models import ArchiveItem, CheckRun
from renda.kernel.files import blobs
from tests.kernel.archive.scene import Scene
from tests.kernel.archive.test_filing import filed_meeting
from tests.modules.presidium.scene import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(DAY)
    return Scene(town_set).name_fonds()


def damage(item: ArchiveItem) -> None:
    path = blobs.path_of(item.parts.first().sha256)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"x")


def outcomes(run: CheckRun) -> dict[str, str]:
    return {row["key"]: row["outcome"] for row in run.results}


def test_a_dossier_leaves_as_a_folder_with_packages(scene, tmp_path):
    item = filed_meeting(scene.made)
    made = export.export(scene.office, item.dossier, tmp_path, eep=True)
    names = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    assert {"index.html", "manifest.json", "metadata.json", "hashes.txt", f"eep/{item.code}.xml"} <= names
    listed = dict(line.split("  ", 1)[::-1] for line in (made.folder / "hashes.txt").read_text().splitlines())
    assert set(listed) == names - {"hashes.txt"}
    assert all(sha256_hex((made.folder / name).read_bytes()) == digest for name, digest in listed.items())
    assert json.loads((made.folder / "metadata.json").read_text())[0]["档号"] == item.code
    assert check((made.folder / f"eep/{item.code}.xml").read_bytes()) == []
    assert made.run.is_ok and made.run.stage == "handover" and made.packages == 1
    assert outcomes(made.run)["FOUR-25"] == "person"
    with pytest.raises(export.CannotExport, match="写不进"):
        export.export(scene.office, item.dossier, tmp_path)
    with pytest.raises(PermissionDenied):
        export.export(scene.made.actor("chair"), item.dossier, tmp_path / "b")


def test_a_package_tells_every_step_and_has_no_empty_signature(scene):
    item = filed_meeting(scene.made)
    root = etree.fromstring(build(item))
    acts = [one.text for one in root.iter(tag("业务行为"))]
    assert (
        acts[0].startswith("安排会议") and acts[-1] == "归档" and any(act.startswith("散会") for act in acts)
    )
    assert root.findtext(f".//{tag('封装包类型')}") == "原始型"
    assert root.find(f".//{tag('电子签名块')}") is None
    assert root.findtext(f".//{tag('封装包创建时间')}").endswith("+08:00")


def test_a_changed_package_holds_the_original(scene):
    item = scene.old_paper()
    first = build(item)
    with pytest.raises(CannotFile, match="改了什么"):
        build(item, first)
    second = build(item, first, "补正题名")
    assert check(second) == []
    root = etree.fromstring(second)
    assert (
        root.findtext(f".//{tag('封装包类型')}") == "修改型"
        and len(list(root.iter(tag("电子文件封装包")))) == 2
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<版本>2009</版本>", "<版本>2019</版本>", "版本"),
        ("<计算机文件大小>", "<计算机文件大小>9", "大小"),
        ("<数字摘要>", "<数字摘要>0", "摘要"),
        ("<题名>", "<题名></题名><题名>", "题名"),
        ("<日期>2015", "<日期>201", "日期"),
        ("<电子文件封装包", "<!DOCTYPE a><电子文件封装包", "文档类型"),
        ("</电子文件封装包>", "", "完整"),
    ],
)
def test_a_package_that_was_touched_is_found(scene, old, new, told):
    data = build(scene.old_paper()).decode()
    assert old in data
    faults = check(data.replace(old, new, 1).encode())
    assert faults and any(told in fault for fault in faults)


def test_without_a_number_there_is_no_package(town_set, frozen_clock, tmp_path):
    frozen_clock.to(DAY)
    scene = Scene(town_set)
    item = scene.old_paper()
    with pytest.raises(CannotFile, match="全宗号"):
        build(item)
    with pytest.raises(export.CannotExport) as told:
        export.export(scene.office, item, tmp_path)
    assert any("档号" in fault for fault in told.value.faults)


def test_damage_is_found_and_stops_the_export(scene, tmp_path):
    good, bad = scene.old_paper(), scene.old_paper("第二份", "二")
    assert integrity.check().ok
    damage(bad)
    report = integrity.check()
    assert [(fault.kind, fault.code) for fault in report.faults] == [("changed", bad.code)]
    assert "备份" in report.faults[0].good_copy
    with pytest.raises(export.CannotExport) as told:
        export.export(scene.office, bad, tmp_path)
    assert any(bad.code in fault for fault in told.value.faults) and not any(tmp_path.iterdir())
    assert export.export(scene.office, good, tmp_path, eep=True).run.is_ok
    blobs.path_of(bad.parts.first().sha256).unlink()
    assert integrity.check().faults[0].kind == "missing"


def test_a_wrong_number_and_a_gap_are_found(scene):
    scene.old_paper()
    second = scene.old_paper("第二份", "二")
    third = scene.old_paper("第三份", "三")
    second.parts.all().delete()
    second.delete()
    ArchiveItem.objects.filter(pk=third.pk).update(year=2014)
    kinds = {fault.kind for fault in integrity.check().faults}
    assert kinds == {"number", "gap"}


def test_every_filing_is_checked_and_the_year_too(scene):
    filed_meeting(scene.made)
    scene.old_paper()
    runs = list(CheckRun.objects.filter(stage="filing"))
    assert len(runs) == 2 and all(run.is_ok for run in runs)
    assert (
        len(runs[0].results) == 28
        and outcomes(runs[0])["FOUR-01"] == "passed"
        and outcomes(runs[0])["FOUR-11"] == "none"
    )
    year = running.yearly(scene.office)
    assert year.is_ok and year.items == 2 and "抽查2件" in year.subject
    running.confirm(scene.office, year, "FOUR-25", "用杀毒软件查过，没有病毒")
    year.refresh_from_db()
    assert (
        year.confirmed["FOUR-25"]["by"] == scene.office.label
        and year.confirmed["FOUR-25"]["on"] == "2026-06-03"
    )
    with pytest.raises(CannotFile):
        running.confirm(scene.office, year, "FOUR-01", "看过")
    with pytest.raises(CannotFile):
        running.confirm(scene.office, year, "FOUR-25", " ")


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"title": "决定\x07"}, "FOUR-06"),
        ({"secrecy": "机蜜"}, "FOUR-04"),
        ({"dated_on": date(2030, 1, 1)}, "FOUR-05"),
        ({"pages": None}, "FOUR-05"),
        ({"organ": ""}, "FOUR-15"),
        ({"code": "Z109-WS·2015-D30-ZH-0009"}, "FOUR-07"),
    ],
)
def test_each_fault_fails_its_check(scene, change, key):
    item = scene.old_paper()
    ArchiveItem.objects.filter(pk=item.pk).update(**change)
    assert outcomes(running.yearly(scene.office))[key] == "failed"


def test_a_format_that_does_not_last_is_told(scene):
    from renda.kernel.files import store

    old = store.keep(b"\xd0\xcf\x11\xe0 old word", "旧.doc", "doc", town_id=scene.made.town.pk)
    scene.old_paper("旧的 Word 文件", files=(old,))
    found = outcomes(running.yearly(scene.office))
    assert found["FOUR-22"] == "failed" and found["FOUR-01"] == "passed"
