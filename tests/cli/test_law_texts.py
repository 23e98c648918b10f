"""``renda law import`` and ``renda law text``: preview, saving, editions, articles, refusals."""

from __future__ import annotations

import json

import pytest

from renda.cli.main import main
from renda.kernel.audit.models import AuditEntry
from renda.kernel.library import shelves
from renda.kernel.library.models import LawEdition
from renda.kernel.units.models import Unit
from renda.kernel.units.scope import acting_in
from tests.kernel.library import makers


@pytest.fixture
def renda(town_set, frozen_clock, capsys):
    """``renda("import", …)`` → (exit code, parsed JSON)."""

    def run(*words: str):
        code = main(["law", *map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def folder(tmp_path):
    for name, data in (
        makers.old_docx(),
        makers.new_docx(),
        ("讲话.txt", "同志们：\n今天很高兴。".encode() * 5),
    ):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "缺条.txt").write_text("风车条例\n（2020年1月1日通过）\n第一条 甲。\n第三条 丙。", "utf-8")
    (tmp_path / "照片.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return tmp_path


def test_a_preview_saves_nothing_and_tells_every_file(renda, folder):
    code, data = renda("import", folder)
    assert code == 0 and data["applied"] is False
    assert data["counts"] == {"new": 1, "edition": 1, "same": 0, "doubt": 1, "refused": 1}
    doubtful = next(law for law in data["laws"] if law["standing"] == "doubt")
    assert (doubtful["title"], doubtful["articles"]) == ("风车条例", 2)
    assert "缺第二条" in doubtful["reasons"][0]
    assert not LawEdition.objects.exists()


def test_yes_saves_what_is_clear_and_a_second_time_finds_nothing_new(renda, folder):
    code, data = renda("import", folder, "--yes")
    assert (code, data["works"], data["editions"], data["articles"]) == (0, 1, 2, 11)
    assert AuditEntry.objects.get(verb="library.import").actor == "命令行"
    _, again = renda("import", folder, "--yes")
    assert again["applied"] is False and again["counts"]["same"] == 2
    code, more = renda("import", folder, "--yes", "--doubtful")
    assert (code, more["editions"]) == (0, 1)


def test_a_day_in_force_can_be_said_for_a_single_law(renda, tmp_path):
    path = tmp_path / "风车条例.txt"
    path.write_text("风车条例\n第一条 甲。\n第二条 乙。", "utf-8")
    assert renda("import", path, "--yes")[0] == 1
    code, data = renda("import", path, "--yes", "--from", "2019-07-01")
    assert (code, data["laws"][0]["in_force_on"]) == (0, "2019-07-01")


def test_an_article_as_it_stood_on_a_day(renda, folder):
    renda("import", folder, "--yes")
    code, data = renda("text", "风筝法", "4")
    assert (code, data["edition"], data["article"]) == (0, "2020年修正", "第四条")
    assert data["text"].startswith("下列地方")
    assert renda("text", "风筝法", "第四条之一")[1]["sub"] == 1
    assert renda("text", "风筝法", "4", "--on", "2012-01-01")[1]["text"].startswith("线轴")


def test_the_editions_of_a_law(renda, folder):
    renda("import", folder, "--yes")
    code, data = renda("text", "风筝法", "--on", "2012-01-01")
    assert (code, data["in_force"]) == (0, "2010年")
    assert [one["edition"] for one in data["editions"]] == ["2020年修正", "2010年"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("text", "代表法", "51"), "还没有载入"),
        (("text", "放羊条例"), "请核对名称"),
        (("text", "个人信息保护发"), "个人信息保护法"),
        (("text", "风筝法", "4", "--on", "2016-01-01"), "没有载入"),
        (("text", "风筝法", "99"), "里没有99"),
        (("text", "风筝法", "附则"), "不是条号"),
        (("import", "/没有/这里"), "打不开"),
    ],
)
def test_what_is_not_there_is_said_in_words(renda, folder, words, said):
    renda("import", folder, "--yes")
    code, data = renda(*words)
    assert code == 1
    assert said in data["error"]


def test_the_words_for_people(renda, folder, capsys):
    assert main(["law", "import", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "以上是预览，没有保存" in shown and "缺第二条" in shown and "--doubtful" in shown


def test_an_empty_folder_is_no_import(renda, tmp_path):
    code, data = renda("import", tmp_path)
    assert code == 1 and "没有可以导入的文件" in data["error"]


def test_a_shared_text_serves_every_town_and_stands_in_nobodys_own_library(renda, folder, town_set):
    code, data = renda("import", folder, "--shared", "--yes")
    assert (code, data["editions"]) == (0, 2)
    assert not LawEdition.objects.exists()
    code, data = renda("text", "风筝法", "2", "--on", "2021-01-01")
    assert (code, data["text"]) == (0, "风筝不得靠近电线。")
    code, data = renda("import", folder)
    assert data["counts"]["same"] == 2


def test_a_shared_preview_makes_nothing(renda, folder):
    before = Unit.everywhere.count()
    assert renda("import", folder, "--shared")[1]["applied"] is False
    assert Unit.everywhere.count() == before


def test_a_text_is_for_one_town_or_for_all(renda, folder, town_set):
    code, data = renda("import", folder, "--shared", "--town", town_set.town.name)
    assert code != 0 and "只能写一个" in data["error"]


def test_a_text_is_taken_off_the_common_shelf_again(renda, folder, town_set):
    renda("import", folder, "--shared", "--yes")
    code, data = renda("withdraw", "风筝法", "--shared", "--why", "扫描件认错了字")
    assert code == 1 and [one["edition"] for one in data["editions"]] == ["2020年修正", "2010年"]
    code, data = renda("withdraw", "风筝法", "2020年修正", "--shared", "--why", "扫描件认错了字")
    assert (code, data["withdrawn"]) == (0, False)
    assert renda("text", "风筝法", "2")[1]["edition"] == "2020年修正"
    code, data = renda("withdraw", "风筝法", "1", "--shared", "--why", "扫描件认错了字", "--yes")
    assert (code, data["edition"], data["withdrawn"]) == (0, "2020年修正", True)
    assert [one["edition"] for one in renda("text", "风筝法", "--on", "2012-01-01")[1]["editions"]] == [
        "2010年"
    ]
    taken = LawEdition.everywhere.get(withdrawn_at__isnull=False)
    assert (taken.label, taken.withdrawn_why) == ("2020年修正", "扫描件认错了字")
    with acting_in(shelves.COMMON):
        assert AuditEntry.objects.get(verb="library.withdraw").actor == "命令行"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("风筝法", "--why", "错"), "加 --shared"),
        (("放羊条例", "--why", "错"), "资料库里没有"),
        (("放羊条例", "--why", "错", "--shared"), "公共资料库里没有"),
        (("风筝法", "1999年", "--why", "错", "--shared"), "没有“1999年”这一个文本"),
        (("风筝法", "2010年", "--why", " ", "--shared"), "请写明为什么撤下"),
    ],
)
def test_what_can_not_be_taken_out_is_said_in_words(renda, folder, words, said):
    renda("import", folder, "--shared", "--yes")
    code, data = renda("withdraw", *words)
    assert code != 0 and said in data["error"]
