"""The formula reader allows whole-number arithmetic and nothing else."""

import pytest

from renda.law import RulebookError, formula


@pytest.mark.parametrize(
    "text, values, result",
    [
        ("min(160, 45 + people // 1500)", {"people": 30000}, 65),
        ("lo <= n <= hi", {"lo": 5, "hi": 9, "n": 10}, False),
        ("(a - b) * 3 >= c", {"a": 7, "b": 2, "c": 15}, True),
        ("a > 1 or b > 1", {"a": 0, "b": 2}, True),
        ("a > 1 and b > 1", {"a": 0, "b": 2}, False),
        ("max(a, b) == 4", {"a": 4, "b": 2}, True),
    ],
)
def test_values(text, values, result):
    assert formula.evaluate(text, values) == result
    assert formula.names(text) == set(values)


@pytest.mark.parametrize(
    "text", ["__import__('os').system('x')", "a.b", "[1]", "a if b else c", "a >", "a ** 9"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(RulebookError):
        formula.parse(text)


@pytest.mark.parametrize("text", ["open(1)", "'x' == 1", "1.5 > a", "max(a, key=b)"])
def test_unknown_functions_and_values_are_refused(text):
    with pytest.raises(RulebookError):
        formula.parse(text)


def test_missing_number_is_named():
    with pytest.raises(RulebookError, match="signers"):
        formula.evaluate("signers >= 5", {})
