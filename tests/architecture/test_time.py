"""Only ``renda.foundation.clock`` tells the time."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import PRODUCT, at, dotted, judge, name_of, nodes, python_files

TELLERS = {
    "date.today",
    "datetime.today",
    "datetime.now",
    "datetime.utcnow",
    "timezone.now",
    "time.time",
    "time.time_ns",
}
TELLERS_WITHOUT_A_MOMENT = {"timezone.localdate", "timezone.localtime", "time.localtime"}
SQL_CLOCKS = {"Now", "CurrentDate", "CurrentTimestamp"}
EXCEPTIONS = {
    "renda/foundation/clock.py": "this is the clock",
    "renda/foundation/ids.py": "the milliseconds inside an identifier only keep new rows together",
}


def tellers(tree: ast.AST) -> Iterator[ast.AST]:
    """The places that ask a clock other than ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if ".".join(dotted(node).split(".")[-2:]) in TELLERS:
                yield node
        elif isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            yield node.value
        elif isinstance(node, ast.Call):
            name = ".".join(dotted(node.func).split(".")[-2:])
            bare = name in TELLERS_WITHOUT_A_MOMENT and not node.args and not node.keywords
            if bare or name.split(".")[-1] in SQL_CLOCKS:
                yield node


def test_only_the_clock_tells_the_time():
    found = (
        (name_of(path), f"{at(path, node)} asks a clock of its own: use renda.foundation.clock")
        for path in python_files(PRODUCT)
        for module in nodes(path, ast.Module)
        for node in tellers(module)
    )
    judge(found, EXCEPTIONS, "only the clock tells the time")


@pytest.mark.parametrize(
    "code",
    [
        "x = date.today()",
        "x = datetime.datetime.now(tz)",
        "f(default=timezone.now)",
        "at = DateTimeField(auto_now_add=True)",
        "filter(due_on__lt=Now())",
        "x = timezone.localtime()",
    ],
)
def test_the_scan_sees(code):
    assert list(tellers(ast.parse(code)))


def test_the_scan_lets_our_clock_pass():
    assert not list(tellers(ast.parse("x = clock.now(); y = clock.today(); z = time.monotonic(); timezone.localtime(x)")))
