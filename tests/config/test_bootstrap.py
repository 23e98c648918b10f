"""``run.py``: its own environment, made once, finished after an interruption."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from renda.config import bootstrap
from renda.config.bootstrap import Environment, SetUpFailed

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path):
    (tmp_path / "requirements.txt").write_text("# nothing is needed\n", "utf-8")
    return tmp_path


@pytest.fixture
def environment(project):
    return Environment(project / ".venv", project)


def test_the_environment_is_made_once(environment, capsys):
    assert not environment.is_ready("requirements.txt")
    environment.ensure("requirements.txt")
    assert environment.is_ready("requirements.txt")
    assert subprocess.run([environment.python, "-c", "import pip"]).returncode == 0
    capsys.readouterr()
    environment.ensure("requirements.txt")
    assert capsys.readouterr().err == ""


def test_new_requirements_are_installed(environment, project):
    environment.ensure("requirements.txt")
    (project / "requirements.txt").write_text("# something changed\n", "utf-8")
    assert not environment.is_ready("requirements.txt")
    environment.ensure("requirements.txt")
    assert environment.is_ready("requirements.txt")


def test_a_set_up_that_was_cut_off_is_finished(environment):
    """The folder is there, its Python does not work, and no stamp was written."""
    environment.python.parent.mkdir(parents=True)
    environment.python.write_text("half a file")
    environment.ensure("requirements.txt")
    assert environment.is_ready("requirements.txt")


def test_what_is_not_locked_is_refused(environment, project):
    (project / "requirements.txt").write_text("django\n", "utf-8")
    with pytest.raises(SetUpFailed, match="请检查网络"):
        environment.ensure("requirements.txt")
    assert not environment.is_ready("requirements.txt")


def test_debian_without_venv_gets_the_package_named(monkeypatch):
    monkeypatch.setattr(bootstrap.Path, "exists", lambda self: True)
    advice = bootstrap.venv_advice("The virtual environment was not created: ensurepip is not available.")
    assert bootstrap.venv_package() in advice


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (["--data", "x", "law", "due"], ("x", ["law", "due"])),
        (["--data=x", "--port", "1"], ("x", ["--port", "1"])),
        (["law", "--data", "x"], (None, ["law", "--data", "x"])),
        ([], (None, [])),
    ],
)
def test_data_before_the_command(argv, expected):
    assert bootstrap.take_data(argv) == expected


def test_data_defaults_to_the_projects_own_folder(monkeypatch):
    monkeypatch.delenv("RENDA_DATA")
    assert bootstrap.environment_variables(None)["RENDA_DATA"] == str(ROOT / "data")
    assert bootstrap.environment_variables("elsewhere")["RENDA_DATA"] == str(Path("elsewhere").resolve())


def test_an_old_python_is_told_kindly(monkeypatch, capsys):
    import run

    monkeypatch.setattr(run, "NEEDED", (99, 0))
    assert run.main([]) == 1
    assert "太旧了" in capsys.readouterr().out


@pytest.mark.parametrize("argv", [["-h"], ["--port", "none"], ["--nothing"]])
def test_help_and_misuse_need_no_environment(argv, tmp_path):
    done = subprocess.run(
        [sys.executable, "-S", str(ROOT / "run.py"), *argv],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == (0 if argv == ["-h"] else 2)
    assert "用法" in done.stdout + done.stderr
