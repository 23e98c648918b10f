"""The small integer formulas of the rulebook, worked out without Python's eval.

Allowed: whole numbers, names, + - * //, comparisons (also chained), and, or, min, max.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Mapping
from functools import lru_cache

from renda.law.errors import RulebookError

ARITHMETIC = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
}
COMPARISON = {
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
}
FUNCTIONS = {"min": min, "max": max}


@lru_cache(maxsize=512)
def parse(text: str) -> ast.expr:
    """The parsed formula; RulebookError when it uses anything not allowed."""
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise RulebookError(f"算式写错了：{text}") from error
    for node in ast.walk(tree):
        if not _allowed(node):
            raise RulebookError(f"算式里有不允许的写法：{text}")
    return tree


def _allowed(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return type(node.value) is int
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS and not node.keywords
    return isinstance(node, ALLOWED)


def names(text: str) -> set[str]:
    """The names a formula needs."""
    return {n.id for n in ast.walk(parse(text)) if isinstance(n, ast.Name)} - set(FUNCTIONS)


def evaluate(text: str, values: Mapping[str, int]) -> bool | int:
    """The formula's result for ``values``; RulebookError when a name has no value."""
    return _value(parse(text), values, text)


def _value(node: ast.expr, values: Mapping[str, int], text: str) -> bool | int:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        if node.id not in values:
            raise RulebookError(f"算式 {text} 缺少数字 {node.id}")
        return values[node.id]
    if isinstance(node, ast.BinOp):
        return ARITHMETIC[type(node.op)](_value(node.left, values, text), _value(node.right, values, text))
    if isinstance(node, ast.BoolOp):
        results = (_value(part, values, text) for part in node.values)
        return all(results) if isinstance(node.op, ast.And) else any(results)
    if isinstance(node, ast.Call):
        return FUNCTIONS[node.func.id](*(_value(a, values, text) for a in node.args))
    left = _value(node.left, values, text)
    for compare, right_node in zip(node.ops, node.comparators, strict=True):
        right = _value(right_node, values, text)
        if not COMPARISON[type(compare)](left, right):
            return False
        left = right
    return True


ALLOWED = (
    ast.Name,
    ast.Load,
    ast.BinOp,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.Compare,
    *ARITHMETIC,
    *COMPARISON,
)
