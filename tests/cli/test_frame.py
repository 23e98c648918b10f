"""The frame of the command line: Chinese words, JSON, exit codes, and commands that load cheaply."""

from __future__ import annotations

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from renda.cli import main as frame
from renda.cli.output import CommandError, Result


def command(name="probe", outcome=None):
    def run(args):
        if isinstance(outcome, Exception):
            raise outcome
        return outcome or Result({"字": "镇"}, ["一行"])

    return SimpleNamespace(
        NAME=name, HELP="试一试", add_arguments=lambda parser: parser.add_argument("--count", type=int), run=run
    )


@pytest.fixture
def with_command(monkeypatch):
    def use(outcome=None):
        monkeypatch.setattr(frame, "command_modules", lambda wanted=None: [command(outcome=outcome)])

    return use


def test_lines_for_people(with_command, capsys):
    with_command()
    assert frame.main(["probe"]) == 0
    assert capsys.readouterr().out == "一行\n"


@pytest.mark.parametrize("argv", [["--json", "probe"], ["probe", "--json"], ["probe", "--count", "3", "--json"]])
def test_one_json_document_for_programs(with_command, capsys, argv):
    with_command()
    assert frame.main(argv) == 0
    out = capsys.readouterr().out
    assert json.loads(out) == {"字": "镇"}
    assert "镇" in out


def test_a_result_that_is_not_ok_fails(with_command, capsys):
    with_command(Result({"ok": False}, ["不对"], ok=False))
    assert frame.main(["probe"]) == 1
    assert capsys.readouterr().out == "不对\n"


def test_a_command_error_goes_to_standard_error(with_command, capsys):
    with_command(CommandError("没有这个文件"))
    assert frame.main(["probe"]) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "没有这个文件\n")


def test_a_command_error_as_json(with_command, capsys):
    with_command(CommandError("没有这个文件", file="a.xlsx"))
    assert frame.main(["probe", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"error": "没有这个文件", "file": "a.xlsx"}


def test_an_unforeseen_error_is_told_in_chinese(with_command, capsys):
    with_command(ZeroDivisionError("boom"))
    assert frame.main(["probe", "--json"]) == 1
    assert "没有做成" in json.loads(capsys.readouterr().out)["error"]


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "缺少必须填写的内容：命令"),
        (["nothing"], "没有 'nothing' 这一项"),
        (["probe", "--count", "x"], "不是需要的内容（应为整数）"),
        (["probe", "--count"], "后面要跟一个值"),
        (["probe", "--more"], "多出了不认识的内容：--more"),
    ],
)
def test_misuse_is_told_in_chinese(with_command, capsys, argv, words):
    with_command()
    assert frame.main(argv) == 2
    shown = capsys.readouterr()
    assert words in shown.err
    assert "用法：" in shown.err
    assert "error" not in shown.err and shown.out == ""


def test_misuse_as_json(with_command, capsys):
    with_command()
    assert frame.main(["probe", "--more", "--json"]) == 2
    assert "多出了" in json.loads(capsys.readouterr().out)["error"]


def test_the_json_flag_is_left_alone_after_two_dashes():
    assert frame.take_json_flag(["search", "--", "--json"]) == (["search", "--", "--json"], False)
    assert frame.take_json_flag(["search", "x", "--json"]) == (["search", "x"], True)


def test_every_command_keeps_the_contract():
    modules = frame.command_modules()
    names = [module.NAME for module in modules]
    assert {"law", "clock", "audit"} <= set(names) and len(set(names)) == len(names)
    frame.build_parser(modules)
    for module in modules:
        assert module.HELP and callable(module.add_arguments) and callable(module.run)


def test_commands_load_without_the_web_framework():
    code = (
        "import sys; from renda.cli import main; main.command_modules();"
        "main.main(['law', 'due', 'suggestion-reply-three-months', '--from', '2026-03-05']);"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL).returncode == 0
