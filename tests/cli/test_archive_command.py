"""``renda archive``: what is wrong and where the good copy is, a dossier as a folder, what was sealed earlier."""

from __future__ import annotations

import json

import pytest

from renda.cli.main import main
from renda.kernel.files import blobs
from tests.kernel.archive.scene import Scene
from tests.kernel.archive.test_filing import filed_meeting
from tests.modules.presidium.scene import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(DAY)
    return Scene(town_set).name_fonds()


def run(capsys, *words: str) -> tuple[int, dict]:
    code = main(["archive", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_check_says_what_is_wrong_and_where_the_good_copy_is(scene, capsys):
    item = scene.old_paper()
    code, told = run(capsys, "check", "--four")
    assert (code, told["ok"], told["items"], told["pages"], told["four"]["ok"]) == (0, True, 1, 2, True)
    blobs.path_of(item.parts.get().sha256).unlink()
    code, told = run(capsys, "check")
    assert code == 1 and told["faults"][0]["code"] == item.code and "纸质" in told["faults"][0]["good_copy"]


def test_export_writes_a_folder_with_packages(scene, capsys, tmp_path):
    item = filed_meeting(scene.made)
    code, told = run(capsys, "export", item.code, str(tmp_path), "--eep")
    assert (code, told["ok"], told["packages"]) == (0, True, 1)
    folder = next(tmp_path.iterdir())
    assert (folder / "index.html").is_file() and (folder / "eep" / f"{item.code}.xml").is_file()
    code, told = run(capsys, "export", item.dossier.title, str(tmp_path))
    assert code == 1 and "写不进" in told["error"]
    code, told = run(capsys, "export", "没有的案卷", str(tmp_path))
    assert code == 1 and "没有档号或题名" in told["error"]


def test_an_old_paper_leaves_too(scene, capsys, tmp_path):
    item = scene.old_paper()
    code, told = run(capsys, "export", item.code, str(tmp_path))
    assert code == 0 and told["packages"] == 0
    assert {path.suffix for path in next(tmp_path.iterdir()).iterdir()} == {".txt", ".pdf", ".json"}


def test_what_was_sealed_earlier_is_filed(scene, capsys):
    item = filed_meeting(scene.made)
    item.parts.all().delete()
    item.delete()
    assert run(capsys, "file")[1] == {"dossiers": 1, "items": 1}
