"""``renda import`` and ``renda export``: previews, results and exit codes."""

from __future__ import annotations

import json

import pytest

from renda.cli.main import main
from renda.kernel.audit.models import AuditEntry
from renda.kernel.people.models import Person
from renda.modules.suggestions.models import Opinion, Suggestion
from tests.kernel.exchange import makers


@pytest.fixture
def renda(town_set, frozen_clock, settings, tmp_path, capsys):
    """``renda("import", …)`` → (exit code, parsed JSON)."""
    settings.DATA_DIR = tmp_path

    def run(*words: str):
        code = main([*map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def deputies(tmp_path):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(makers.xlsx([["姓名", "手机"], ["李春生", "13800000001"], ["王秋菊", "123"]]))
    return path


def test_a_preview_saves_nothing(renda, deputies):
    code, data = renda("import", "deputies", deputies)
    assert code == 0 and data["applied"] is False
    assert [row["status"] for row in data["rows"]] == ["new", "error"]
    assert "手机号应当是 11 位" in data["rows"][1]["reasons"][0]
    assert not Person.objects.filter(name="李春生").exists()


def test_apply_saves_and_a_second_time_finds_nothing_to_do(renda, deputies):
    code, data = renda("import", "deputies", deputies, "--apply")
    assert (code, data["applied"], data["created"]) == (0, True, 1)
    assert Person.objects.filter(name="李春生").exists()
    assert AuditEntry.objects.get(verb="data.import").actor == "命令行"
    code, data = renda("import", "deputies", deputies, "--apply")
    assert code == 1 and data["applied"] is False and data["counts"]["same"] == 1
    deputies.write_bytes(makers.xlsx([["姓名", "手机"], ["李春生", "13800000001"]]))
    code, data = renda("import", "deputies", deputies, "--apply")
    assert code == 0 and data["counts"] == {"new": 0, "change": 0, "same": 1, "warning": 0, "duplicate": 0, "error": 0}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的"),
        (b"PK\x03\x04broken", "损坏"),
        ("没有,表头\n一,二\n".encode(), "没有找到表头"),
    ],
)
def test_unreadable_files(renda, tmp_path, content, said):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)
    code, data = renda("import", "units", path, "--apply")
    assert code == 1 and said in data["error"]


def test_a_file_that_is_not_there(renda, tmp_path):
    code, data = renda("import", "units", tmp_path / "没有.xlsx")
    assert code == 1 and "打不开" in data["error"]
    code, data = renda("import", "cars", tmp_path / "没有.xlsx")
    assert code == 2


def test_nothing_to_import_is_a_failure(renda, tmp_path):
    path = tmp_path / "登记簿.csv"
    path.write_text("案由,代表姓名,提出时间\n关于修路的建议,查无此人,2026-01-20\n", "utf-8")
    code, data = renda("import", "suggestions", path, "--apply")
    assert code == 1 and data["ok"] is False and "代表名册里没有“查无此人”" in data["rows"][0]["reasons"][0]
    path.write_text("类别,内容\n交通道路,路坏了\n", "utf-8")
    code, data = renda("import", "suggestions", path)
    assert code == 1 and "没有" in data["blockers"][0]


def test_suggestions_and_opinions(renda, tmp_path):
    path = tmp_path / "登记簿.csv"
    path.write_bytes("案由,代表姓名,附议人,提出时间,类别,承办单位\n关于修渠的建议,王代表,赵代表,2026-01-20,农田水利,水利站\n".encode("gb18030"))
    code, data = renda("import", "suggestions", path, "--apply")
    assert code == 0 and data["created"] == 1 and Suggestion.objects.get().state == "assigned"
    path.write_text("留言主题,留言详情\n路灯,路灯不亮\n", "utf-16")
    assert renda("import", "opinions", path, "--apply")[1]["created"] == 1
    assert Opinion.objects.get().title == "路灯"


def test_lines_for_people(town_set, frozen_clock, settings, tmp_path, deputies, capsys):
    settings.DATA_DIR = tmp_path
    assert main(["import", "deputies", str(deputies)]) == 0
    shown = capsys.readouterr().out
    assert "共 2 行（新登记 1，有错误 1）" in shown and "第 3 行　有错误：" in shown and "没有保存" in shown


def test_which_town(renda, other_town, deputies):
    code, data = renda("import", "deputies", deputies)
    assert code == 1 and "--town" in data["error"] and set(data["towns"]) == {"云岭镇", "石桥镇"}
    assert "没有“月亮镇”" in renda("import", "deputies", deputies, "--town", "月亮镇")[1]["error"]
    code, data = renda("import", "deputies", deputies, "--apply", "--town", "石桥镇")
    assert code == 0 and not Person.objects.filter(name="李春生").exists()
    assert Person.everywhere.filter(name="李春生", town=other_town.town).exists()


def test_no_town_yet(db, settings, tmp_path, deputies, capsys):
    settings.DATA_DIR = tmp_path
    assert main(["import", "deputies", str(deputies)]) == 1
    assert "还没有开通乡镇" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["suggestions", "deputies", "units"])
def test_exports(renda, tmp_path, kind):
    path = tmp_path / f"{kind}.xlsx"
    code, data = renda("export", kind, path, "--reason", "存档")
    assert code == 0 and path.read_bytes().startswith(b"PK") and data["bytes"] == path.stat().st_size
    assert AuditEntry.objects.get(verb="data.export").data["reason"] == "存档"
    code, data = renda("export", kind, path)
    assert code == 1 and "没有覆盖" in data["error"]
    assert AuditEntry.objects.filter(verb="data.export").count() == 1


def test_exports_that_are_refused(renda, tmp_path):
    assert "--reason" in renda("export", "deputies", tmp_path / "a.xlsx", "--unmasked")[1]["error"]
    assert ".xlsx" in renda("export", "deputies", tmp_path / "a.txt")[1]["error"]
    assert "写不了" in renda("export", "deputies", tmp_path / "没有" / "a.xlsx")[1]["error"]
    assert not AuditEntry.objects.filter(verb="data.export").exists() and not list(tmp_path.glob("a.*"))
