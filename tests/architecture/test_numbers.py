"""No number from a law or a local practice stands in Python: they come from the rulebook."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import PRODUCT, at, dotted, judge, name_of, nodes, python_files

PLACES = ("modules", "web", "reports")
SPANS = {"timedelta", "relativedelta", "add_days", "add_months", "add_working_days"}
STEP = 1  # the next or the previous day is no rule
EXCEPTIONS: dict[str, str] = {}


def spans(tree: ast.AST) -> Iterator[ast.AST]:
    """The places that name a span of days, weeks, months or years by a number of their own."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or dotted(node.func).split(".")[-1] not in SPANS:
            continue
        values = [*node.args, *(word.value for word in node.keywords if word.arg not in ("hours", "minutes", "seconds"))]
        for value in values:
            inner = value.operand if isinstance(value, ast.UnaryOp) else value
            if isinstance(inner, ast.Constant) and isinstance(inner.value, int) and inner.value != STEP:
                yield node
                break


def test_no_span_is_written_into_the_code():
    found = (
        (name_of(path), f"{at(path, node)} has a number of days of its own: ask the rulebook")
        for path in python_files(*(PRODUCT / place for place in PLACES))
        for module in nodes(path, ast.Module)
        for node in spans(module)
    )
    judge(found, EXCEPTIONS, "numbers come from the rulebook")


@pytest.mark.parametrize("code", ["timedelta(days=90)", "timedelta(-10)", "dt.timedelta(weeks=2)", "add_months(day, 3)"])
def test_the_scan_sees(code):
    assert list(spans(ast.parse(code)))


@pytest.mark.parametrize("code", ["timedelta(days=1)", "timedelta(days=rule.days)", "timedelta(minutes=15)"])
def test_the_scan_lets_pass(code):
    assert not list(spans(ast.parse(code)))
