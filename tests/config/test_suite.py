"""The counts at the end of ``run.py test``, and the throw-away PostgreSQL."""

from __future__ import annotations

import psycopg
import pytest

from renda.config import suite
from renda.config.postgres import throwaway_cluster
from renda.config.suite import Counts, read_counts

REPORT = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'


@pytest.fixture
def report(tmp_path):
    def write(*numbers):
        path = tmp_path / "report.xml"
        path.write_text(REPORT.format(*numbers), "utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("numbers", "code", "expected"),
    [
        ((10, 0, 0, 0), 0, Counts(10, 0, 0)),
        ((10, 2, 1, 3), 1, Counts(4, 3, 3)),
        ((0, 0, 0, 0), 5, Counts()),
        ((10, 0, 0, 0), 1, Counts(10, 1, 0)),
        ((10, 0, 0, 0), 3, Counts(10, 1, 0)),
    ],
)
def test_counts_of_one_run(report, numbers, code, expected):
    assert read_counts(report(*numbers), code) == expected


def test_a_run_that_left_no_report_failed(tmp_path):
    for code in (0, 2, 3, 4):
        assert read_counts(tmp_path / "none.xml", code).failed == 1


def test_the_last_line_has_the_form_that_machines_read():
    assert str(Counts(3, 0, 1) + Counts(2, 1, 0)) == "5 passed, 1 failed, 1 skipped"


@pytest.mark.parametrize(
    ("counts", "code"), [(Counts(1, 0, 0), 0), (Counts(1, 1, 0), 1), (Counts(0, 0, 0), 1), (Counts(0, 0, 5), 1)]
)
def test_the_exit_code(monkeypatch, capsys, counts, code):
    class Ready:
        def ensure(self, requirements):
            pass

    monkeypatch.setattr(suite, "install_missing", lambda: None)
    monkeypatch.setattr(suite, "run_phases", lambda environment, words: counts)
    assert suite.run(Ready(), []) == code
    assert capsys.readouterr().out.splitlines()[-1] == str(counts)


def test_the_throwaway_cluster_answers_and_goes(tmp_path):
    with throwaway_cluster() as address, psycopg.connect(address) as connection:
        assert connection.execute("show fsync").fetchone() == ("off",)
        assert connection.execute("show server_encoding").fetchone() == ("UTF8",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, connect_timeout=2)
