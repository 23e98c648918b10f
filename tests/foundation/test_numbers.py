"""Arabic and Chinese numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renda.foundation.chinese import numbers

PAIRS = [
    (0, "零"),
    (7, "七"),
    (10, "十"),
    (12, "十二"),
    (20, "二十"),
    (105, "一百零五"),
    (110, "一百一十"),
    (1001, "一千零一"),
    (1010, "一千零一十"),
    (2026, "二千零二十六"),
    (10_000, "一万"),
    (10_005, "一万零五"),
    (12_345, "一万二千三百四十五"),
    (100_000, "十万"),
    (100_005, "十万零五"),
    (20_000_001, "二千万零一"),
    (100_000_001, "一亿零一"),
    (100_001_000, "一亿零一千"),
    (172_500, "十七万二千五百"),
]


@pytest.mark.parametrize("number, text", PAIRS)
def test_pairs_both_ways(number, text):
    assert numbers.to_chinese(number) == text
    assert numbers.from_chinese(text) == number


@given(st.integers(0, 10**12 - 1))
def test_there_and_back(number):
    assert numbers.from_chinese(numbers.to_chinese(number)) == number


@pytest.mark.parametrize(
    "text, number",
    [
        ("二〇二六", 2026),
        ("二零二六", 2026),
        ("二○二六", 2026),
        ("两百", 200),
        ("两万", 20_000),
        ("3万", 30_000),
        ("１２", 12),
        (" 15 ", 15),
        ("叁佰贰拾壹", 321),
    ],
)
def test_other_forms(text, number):
    assert numbers.from_chinese(text) == number


@pytest.mark.parametrize("text", ["", "张三", "十百", "一百五", "二万五", "万", "3.5万", "二十三四"])
def test_not_a_number(text):
    with pytest.raises(ValueError):
        numbers.from_chinese(text)


def test_limits():
    with pytest.raises(ValueError):
        numbers.to_chinese(-1)
    with pytest.raises(ValueError):
        numbers.to_chinese(10**12)


def test_digits():
    assert numbers.to_digits(2026) == "二〇二六"
    assert numbers.to_digits("0539") == "〇五三九"
