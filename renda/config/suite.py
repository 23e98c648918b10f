"""``run.py test``: the whole suite on SQLite, again on PostgreSQL, the browser tests once; then the counts."""

from __future__ import annotations

import os
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from renda.cli import output
from renda.config import bootstrap
from renda.config.postgres import NoPostgres, throwaway_cluster
from renda.config.requirements import missing_packages

WORKERS = "2"
NOTHING_COLLECTED = 5
RAN = (0, 1, NOTHING_COLLECTED)


@dataclass(frozen=True)
class Counts:
    """How many tests passed, failed (errors included) and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def read_counts(report: Path, exit_code: int) -> Counts:
    """The counts of one pytest run from its JUnit report; a run that broke off counts as one failure more."""
    broken = Counts(failed=1) if exit_code not in RAN else Counts()
    if not report.exists():
        return broken if exit_code else Counts(failed=1)
    total = Counts()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        tests, failures, errors, skipped = (
            int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
        )
        failed = failures + errors
        total += Counts(max(tests - failed - skipped, 0), failed, skipped)
    if exit_code == 1 and not total.failed:
        broken = Counts(failed=1)
    return total + broken


def pytest(environment: bootstrap.Environment, words: Sequence[str], variables: dict[str, str]) -> Counts:
    """Run pytest once inside the environment; returns its counts."""
    with tempfile.TemporaryDirectory(prefix="renda-report-") as folder:
        report = Path(folder) / "report.xml"
        command = [str(environment.python), "-m", "pytest", "-q", f"--junit-xml={report}", *words]
        done = subprocess.run(command, cwd=environment.project, env=variables)
        return read_counts(report, done.returncode)


def run_phases(environment: bootstrap.Environment, words: Sequence[str]) -> Counts:
    """The three runs of the suite."""
    variables = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(environment.project)}
    for name in ("RENDA_DATA", "RENDA_DATABASE_URL"):
        variables.pop(name, None)
    spread = ["-n", WORKERS, "--dist", "worksteal"]
    pages, rest = ["-m", "browser", *words], ["-m", "not browser", *words]
    output.progress("\n== SQLite ==")
    total = pytest(environment, [*spread, *rest], variables)
    output.progress("\n== PostgreSQL ==")
    try:
        with throwaway_cluster() as address:
            total += pytest(environment, [*spread, *rest], {**variables, "RENDA_DATABASE_URL": address})
    except NoPostgres as error:
        output.progress(str(error))
        total += Counts(failed=1) if bootstrap.is_debian_root() else Counts(skipped=1)
    output.progress("\n== 浏览器 ==")
    return total + pytest(environment, [*spread, *pages], variables)


def install_missing() -> None:
    """Fetch the programs that the tests drive, or say what is missing."""
    missing = missing_packages()
    if not missing:
        return
    names = "、".join(f"{package}（{purpose}）" for package, purpose in missing.items())
    if bootstrap.is_debian_root():
        output.progress(f"正在安装测试需要的系统软件：{names}")
        if bootstrap.apt_install(list(missing)):
            return
    output.progress(f"缺少测试需要的系统软件：{names}。与它有关的测试不会运行，其余照常。")


def run(environment: bootstrap.Environment, words: Sequence[str]) -> int:
    """Set up and run everything; the last line printed holds the counts. Returns the exit code."""
    environment.ensure(bootstrap.TESTING)
    install_missing()
    total = run_phases(environment, words)
    if not total.passed and not total.failed:
        output.progress("一个测试也没有运行。")
    print(total, flush=True)
    return output.OK if total.passed and not total.failed else output.FAILED
