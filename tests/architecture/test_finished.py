"""Nothing half-done, and nothing that belongs to one machine, stands in the project."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import PRODUCT, ROOT, at, dotted, name_of, nodes, python_files

# Written apart, so that this file does not find itself.
UNFINISHED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]))
MACHINE = re.compile(r"(?<![\w.])/(?:wo" + r"rk|home|root)/\w")
READ = {".py", ".html", ".css", ".js", ".yaml", ".md", ".toml", ".in", ".typ", ".sh"}
OWN = ("renda", "tests", "docs", "benchmarks")


def own_texts():
    for folder in OWN:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in READ and path.is_file():
                yield path, path.read_text("utf-8")
    for path in sorted(ROOT.glob("*.*")):
        if path.suffix in READ:
            yield path, path.read_text("utf-8")


def test_nothing_is_marked_as_unfinished():
    assert not [name_of(path) for path, text in own_texts() if UNFINISHED.search(text)]


def test_no_path_of_one_machine():
    assert not [name_of(path) for path, text in own_texts() if MACHINE.search(text)]


def test_no_stubs():
    bad = [
        at(path, node)
        for path in python_files(PRODUCT)
        for node in nodes(path, ast.Raise)
        if node.exc is not None and "NotImplementedError" in dotted(getattr(node.exc, "func", node.exc))
    ]
    assert not bad


def test_no_test_is_skipped():
    """The one that may is the browser fixture, where there is no browser to install."""
    allowed = {"tests/harness/browser.py"}
    bad = [
        at(path, node)
        for path in python_files(ROOT / "tests")
        for node in nodes(path, ast.Attribute)
        if dotted(node) in ("pytest.skip", "pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail", "pytest.importorskip")
        and name_of(path) not in allowed
    ]
    assert not bad


def test_no_breakpoints_or_prints_in_the_product():
    """Commands print through renda/cli/output.py and the server start."""
    allowed = {"renda/cli/output.py", "renda/config/serve.py", "renda/config/suite.py"}
    bad = [
        at(path, node)
        for path in python_files(PRODUCT)
        for node in nodes(path, ast.Call)
        if dotted(node.func) in ("print", "breakpoint", "pdb.set_trace") and name_of(path) not in allowed
    ]
    assert not bad
