"""Whole words that are written wrong: one pass over the text for all lists together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from renda.kernel.proofreading.findings import STRENGTHS, Finding, Strength
from renda.kernel.proofreading.rulefile import FOLDER, Check, RuleError, catalogue, fail
from renda.kernel.proofreading.text import SourceText, Spans
from renda.law.yamlfile import check_keys, read

USUAL = 70  # level of a word's count (twelve a doubling) from which it is usual


@dataclass(frozen=True)
class Word:
    """A wrong word, the right one, the neighbours that make it right after all, and its group."""

    wrong: str
    right: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    group: Group


@dataclass(frozen=True)
class Group:
    """Words with one reason."""

    id: str
    check: Check
    level: Strength
    why: str
    mend: str
    right: tuple[str, ...]


@cache
def words() -> dict[str, Word]:
    """Every word of every list."""
    found: dict[str, Word] = {}
    for path in sorted((FOLDER / "words").glob("*.yaml")):
        for word in words_of(read(path, path.name), path.name):
            if word.wrong in found:
                raise fail(path.name, word.wrong, "重复")
            found[word.wrong] = word
    return found


def words_of(data: Any, where: str) -> Iterator[Word]:
    """The words of one file's data. Raises RuleError."""
    try:
        check_keys(data, ["groups"], [], where)
        for raw in data["groups"]:
            check_keys(raw, ["id", "check", "level", "why", "mend", "words", "right"], ["unless"], where)
            yield from _group(raw, where)
    except RuleError:
        raise
    except ValueError as error:
        raise RuleError(str(error)) from error


def _group(raw: Any, where: str) -> Iterator[Word]:
    check = catalogue().get(raw["check"])
    if check is None or raw["level"] not in STRENGTHS:
        raise fail(where, raw["id"], "没有这项检查或者这一级")
    group = Group(raw["id"], check, raw["level"], raw["why"], raw["mend"], tuple(raw["right"]))
    exceptions = raw.get("unless", {})
    if unknown := set(exceptions) - set(raw["words"]):
        raise fail(where, raw["id"], f"unless 里有不在词表里的词：{'、'.join(sorted(unknown))}")
    for wrong, right in raw["words"].items():
        given = check_keys(exceptions.get(wrong, {}), [], ["before", "after"], where, wrong)
        if wrong == right:
            raise fail(where, wrong, "正误相同")
        yield Word(wrong, right, tuple(given.get("before", ())), tuple(given.get("after", ())), group)


@cache
def _expression() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words()), key=len, reverse=True)))


def scan(text: SourceText, names: Spans) -> Iterator[Finding]:
    """Every wrong word in ``text`` that is no part of a name."""
    for found in _expression().finditer(text.whole):
        word = words()[found[0]]
        start, end = found.span()
        if start in names or end - 1 in names or start in text.titles:
            continue
        if word.before and text.whole.endswith(word.before, 0, start):
            continue
        if word.after and text.whole.startswith(word.after, end):
            continue
        if _two_words(text.whole, start, end):
            continue
        group = word.group
        yield Finding(
            group.check.id, group.level, text.place(start, end), f"“{word.wrong}”应为“{word.right}”", group.why,
            group.check.source, group.mend, word.right, group.check.gate, group.id,
        )  # fmt: skip


def _two_words(whole: str, start: int, end: int) -> bool:
    """Whether two usual words meet inside a wrong word of two characters: 职工做好, 调整冶金, 持股分红."""
    if end - start != 2:
        return False
    from renda.kernel.proofreading.characters.language import language

    statistics = language()
    if statistics is None:
        return False
    usual = statistics.words
    middle = start + 1
    before = any(usual.get(whole[at:middle], -1) >= USUAL for at in range(max(0, middle - 4), middle - 1))
    return before and any(usual.get(whole[middle:at], -1) >= USUAL for at in range(middle + 2, middle + 5))
