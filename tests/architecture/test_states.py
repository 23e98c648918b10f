"""Only the executor writes a state."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import PRODUCT, at, dotted, judge, name_of, nodes, python_files

EXCEPTIONS = {
    "renda/kernel/procedures/execute.py": "this is the executor",
    "renda/kernel/documents/papers.py": "whether a paper holds; its matter's step decides, this keeps the row and the search in step",
    "renda/kernel/notices/outbox.py": "the state of a delivery (queued, sent, failed, read), which is no matter",
}


def _targets(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Assign):
        return [part for target in node.targets for part in ast.walk(target)]
    if isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        return [node.target]
    return []


def _is_text(node: ast.AST, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text


def _call_writes(node: ast.Call) -> bool:
    name = dotted(node.func).split(".")[-1]
    if name == "update":
        return isinstance(node.func, ast.Attribute) and any(word.arg == "state" for word in node.keywords)
    if name == "setattr":
        return len(node.args) > 1 and _is_text(node.args[1], "state")
    if name == "bulk_update":
        return any(_is_text(part, "state") for word in [*node.args, *node.keywords] for part in ast.walk(word))
    return False


def state_writers(tree: ast.AST) -> Iterator[ast.AST]:
    """The places that write an attribute or a column called ``state``."""
    for node in ast.walk(tree):
        written = any(
            isinstance(target, ast.Attribute) and target.attr == "state" and isinstance(target.ctx, ast.Store)
            for target in _targets(node)
        )
        if written or (isinstance(node, ast.Call) and _call_writes(node)):
            yield node


def test_only_the_executor_writes_a_state():
    found = (
        (name_of(path), f"{at(path, node)} writes a state: declare a transition instead")
        for path in python_files(PRODUCT)
        for module in nodes(path, ast.Module)
        for node in state_writers(module)
    )
    judge(found, EXCEPTIONS, "only the executor writes a state")


@pytest.mark.parametrize(
    "code",
    [
        "matter.state = 'closed'",
        "a, matter.state = 1, 2",
        "Suggestion.objects.filter(pk=1).update(state='closed')",
        "setattr(matter, 'state', 'closed')",
        "Suggestion.objects.bulk_update(rows, fields=['state'])",
    ],
)
def test_the_scan_sees(code):
    assert list(state_writers(ast.parse(code)))


@pytest.mark.parametrize("code", ["x = matter.state", "if matter.state == 'a': pass", "d.update(name=1)"])
def test_the_scan_lets_reading_pass(code):
    assert not list(state_writers(ast.parse(code)))
