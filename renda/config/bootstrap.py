"""What ``run.py`` does before anything else can run: the project's own environment, and who runs in it.

Standard library only: nothing is installed yet when this module is loaded.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from renda.cli import output
from renda.cli.arguments import UsageError
from renda.config import serve

PROJECT = Path(__file__).resolve().parents[2]
RUNTIME = "requirements.txt"
TESTING = "requirements-test.txt"
PIP_LINES_SHOWN = 12


class SetUpFailed(Exception):
    """The environment can't be made; the message says why and what to do."""


class Environment:
    """The project's own Python environment in ``folder``, with a stamp for each finished set-up."""

    def __init__(self, folder: Path, project: Path = PROJECT) -> None:
        self.folder = folder
        self.project = project

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    def stamp(self, requirements: str) -> Path:
        """The file that says with what ``requirements`` was last installed completely."""
        return self.folder / f"{Path(requirements).stem}.stamp"

    def digest(self, requirements: str) -> str:
        """What the stamp must hold: the locked requirements and the Python they were installed for."""
        content = (self.project / requirements).read_bytes()
        return hashlib.sha256(content + sys.version.encode() + sys.platform.encode()).hexdigest()

    def is_ready(self, requirements: str) -> bool:
        """True when nothing is left to install."""
        try:
            written = self.stamp(requirements).read_text("ascii")
        except OSError:
            return False
        return written == self.digest(requirements) and self.python.exists()

    def ensure(self, requirements: str) -> None:
        """Make the environment and install ``requirements`` unless that was done before. Raises ``SetUpFailed``."""
        if self.is_ready(requirements):
            return
        if not self._has_pip():
            self._create()
        output.progress("正在安装运行所需的组件，只需要这一次，请保持联网……")
        self._install(requirements)
        self.stamp(requirements).write_text(self.digest(requirements), "ascii")
        output.progress("组件已装好。")

    def _has_pip(self) -> bool:
        """True when the environment works and belongs to this Python; a cut-off set-up leaves one that does not."""
        probe = "import sys, pip; print(*sys.version_info[:2], sep='.')"
        try:
            done = subprocess.run([self.python, "-c", probe], capture_output=True, text=True)
        except OSError:
            return False
        return done.returncode == 0 and done.stdout.strip() == short_version()

    def _create(self) -> None:
        output.progress("正在准备运行环境……")
        command = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode and install_venv_package():
            done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise SetUpFailed(venv_advice(done.stdout + done.stderr))

    def _install(self, requirements: str) -> None:
        options = ["--require-hashes", "--prefer-binary", "--no-input", "--progress-bar", "off"]
        command = [self.python, "-m", "pip", "install", "--disable-pip-version-check", *options]
        lines: list[str] = []
        with subprocess.Popen(
            [*command, "-r", str(self.project / requirements)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            for line in process.stdout:
                lines.append(line.rstrip())
                if line.startswith("Collecting "):
                    output.progress(f"  {line.split()[1].split('==')[0]}")
        if process.returncode:
            details = "\n".join(lines[-PIP_LINES_SHOWN:])
            raise SetUpFailed(f"{details}\n组件没有装好。请检查网络和磁盘空间，然后重新运行，会接着上次的进度继续。")


def short_version() -> str:
    """This Python's version the way packages are named after it: 3.11."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def is_debian_root() -> bool:
    """True where missing system packages can be installed by this very process."""
    return (
        Path("/etc/debian_version").exists()
        and shutil.which("apt-get") is not None
        and hasattr(os, "geteuid")
        and os.geteuid() == 0
    )


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages; True when it worked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = subprocess.run(["apt-get", "update", "-q"], env=environment, stdout=sys.stderr)
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    done = subprocess.run(command, env=environment, stdout=sys.stderr)
    return update.returncode == 0 and done.returncode == 0


def venv_package() -> str:
    """Debian's package with the missing half of ``venv``."""
    return f"python{short_version()}-venv"


def install_venv_package() -> bool:
    """On Debian as root, fetch what ``python -m venv`` misses; True when it may be tried again."""
    return is_debian_root() and apt_install([venv_package()])


def venv_advice(details: str) -> str:
    """Why the environment can't be made, in words that help."""
    if Path("/etc/debian_version").exists() and "ensurepip" in details:
        return f"这台电脑的 Python 缺少 venv 组件。请让管理员运行：apt install {venv_package()}，然后重新启动。"
    return f"{details.strip()}\n运行环境没有建好。请检查磁盘空间和文件夹权限，或重新安装 Python 后再试。"


def environment_variables(data: str | None) -> dict[str, str]:
    """The variables of everything that runs in the environment."""
    folder = data or os.environ.get("RENDA_DATA") or str(PROJECT / "data")
    paths = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "RENDA_DATA": str(Path(folder).expanduser().resolve()),
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONUTF8": "1",
    }


def run_inside(environment: Environment, words: Sequence[str], data: str | None) -> int:
    """Run Python inside the environment; takes this process's place where the system can do that."""
    command = [str(environment.python), *words]
    variables = environment_variables(data)
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execve(command[0], command, variables)
    with subprocess.Popen(command, env=variables) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def take_data(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """A leading ``--data DIR`` and the rest of the command line."""
    words = list(argv)
    if len(words) >= 2 and words[0] == "--data":
        return words[1], words[2:]
    if words and words[0].startswith("--data="):
        return words[0].partition("=")[2], words[1:]
    return None, words


def dispatch(argv: Sequence[str]) -> int:
    """Do what ``run.py argv`` asks for; returns the exit code."""
    output.use_utf8()
    environment = Environment(PROJECT / ".venv")
    data, words = take_data(argv)
    try:
        if words[:1] == ["test"]:
            from renda.config import suite

            return suite.run(environment, words[1:])
        if words and not words[0].startswith("-"):
            environment.ensure(RUNTIME)
            return run_inside(environment, ["-m", "renda.cli", *words], data)
        serve.parser().parse_args(words)
        environment.ensure(RUNTIME)
        return run_inside(environment, ["-m", "renda.config.serve", *words], data)
    except UsageError as error:
        return output.show_error(f"{error.message}\n{error.usage}", json_wanted=False, code=output.MISUSED)
    except SetUpFailed as error:
        return output.show_error(str(error), json_wanted=False, code=output.FAILED)
    except KeyboardInterrupt:
        return output.show_error("\n已停止；下次运行会接着做完。", json_wanted=False, code=130)
