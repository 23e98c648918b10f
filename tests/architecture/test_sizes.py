"""Sizes that keep the code readable; whoever needs more stands here by name, with the reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import (
    PRODUCT,
    ROOT,
    TEMPLATES,
    judge,
    name_of,
    nodes,
    python_files,
    template_files,
)

FUNCTION_LINES = 40
FILE_LINES = 400
TEMPLATE_LINES = 120

LONG_FUNCTIONS: dict[str, str] = {}
LONG_FILES: dict[str, str] = {}
LONG_TEMPLATES: dict[str, str] = {}


def function_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the end, without the docstring."""
    length = node.end_lineno - node.lineno + 1
    if ast.get_docstring(node) is not None:
        length -= node.body[0].end_lineno - node.body[0].lineno + 1
    return length


def own_files() -> list[Path]:
    """All Python that people read."""
    return [ROOT / "run.py", *python_files(PRODUCT, ROOT / "tests", ROOT / "benchmarks")]


def long_functions(path: Path) -> Iterator[tuple[str, str]]:
    for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef):
        length = function_length(node)
        if length > FUNCTION_LINES:
            yield f"{name_of(path)}:{node.name}", f"{name_of(path)}:{node.lineno} {node.name} has {length} lines"


def lines_of(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def too_long(paths: list[Path], most: int) -> Iterator[tuple[str, str]]:
    for path in paths:
        if (length := lines_of(path)) > most:
            yield name_of(path), f"{name_of(path)} has {length} lines"


def test_functions():
    found = (entry for path in own_files() for entry in long_functions(path))
    judge(found, LONG_FUNCTIONS, f"functions have at most {FUNCTION_LINES} lines")


def test_files():
    judge(too_long(own_files(), FILE_LINES), LONG_FILES, f"files have at most {FILE_LINES} lines")


def test_templates():
    assert TEMPLATES.is_dir()
    judge(too_long(template_files(), TEMPLATE_LINES), LONG_TEMPLATES, f"templates have at most {TEMPLATE_LINES} lines")


def test_the_docstring_does_not_count():
    node = ast.parse('def f():\n    """One\n    two\n    """\n    return 1\n').body[0]
    assert function_length(node) == 2
