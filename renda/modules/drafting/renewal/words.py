"""The vocabulary and the small patterns that several recognisers share."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from renda.foundation.chinese.numbers import from_chinese, to_chinese, to_digits

DIGITS = "〇○零一二三四五六七八九"
FIRST_MONTH = "元"
COUNT = r"[〇○零一二两三四五六七八九十百千]"
HAN = r"[\u4e00-\u9fa5\u3400-\u4dbf]"
CLAUSE = re.compile(r"[，。；！？：、\n\t（）()]")
SENTENCE = re.compile(r"[。；！？\n\t]")


@cache
def vocabulary() -> dict[str, Any]:
    """The word lists of vocabulary.yaml, read once."""
    return yaml.safe_load(Path(__file__).with_name("vocabulary.yaml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> tuple[str, ...]:
    """One word list, the longest words first."""
    return tuple(sorted(vocabulary()[name], key=len, reverse=True))


@cache
def either(name: str) -> str:
    """One word list as a pattern."""
    return "|".join(map(re.escape, words(name)))


def value_of(text: str) -> int | None:
    """The number a numeral stands for, None when it is none."""
    if text == FIRST_MONTH:
        return 1
    try:
        return from_chinese(text)
    except ValueError:
        return None


def written_like(value: int, model: str) -> str:
    """``value`` in the numerals of ``model``: 7 like 六 is 七, 2026 like 二〇二五 is 二〇二六, 7 like 06 is 07."""
    if model == FIRST_MONTH:
        return model if value == 1 else str(value)
    if model.isascii() and model.isdigit():
        return f"{value:0{len(model)}d}" if model.startswith("0") else str(value)
    if len(model) == 4 and all(char in DIGITS for char in model):
        digits = to_digits(value)
        return digits.replace("〇", model[next(n for n, c in enumerate(model) if c in "〇○零")]) if any(c in "〇○零" for c in model) else digits
    return to_chinese(value)


def clause_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a place, up to the next mark on either side."""
    left = max((found.end() for found in CLAUSE.finditer(text, 0, start)), default=0)
    right = CLAUSE.search(text, end)
    return text[left:start], text[end : right.start() if right else len(text)]


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence in which a place stands."""
    left = max((found.end() for found in SENTENCE.finditer(text, 0, start)), default=0)
    right = SENTENCE.search(text, end)
    return text[left : right.start() if right else len(text)]
