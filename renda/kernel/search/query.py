"""What the user typed, taken apart: words that must all occur, exact phrases, words that must not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renda.kernel.search import numerals
from renda.kernel.search.fold import SEPARATOR, fold

MOST_CHARACTERS = 100
MOST_WORDS = 8

_QUOTED = re.compile(r'(?P<minus>(?:(?<=\s)|^)[-－−])?["“”„‟＂「『](?P<phrase>[^"“”„‟＂」』]*)["“”„‟＂」』]?')
_LOOSE = re.compile(r"(?P<minus>(?:(?<=\s)|^)[-－−])?(?P<word>\S+)")
_LATIN = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
_INNER = re.compile(rf"(?<=[{_LATIN}])[-./:_@－．／：](?=[{_LATIN}])")


@dataclass(frozen=True)
class Word:
    """One thing to look for: the folded writings of which one must occur."""

    forms: tuple[str, ...]

    def is_in(self, folded: str) -> bool:
        """Does one of the writings occur in the folded text?"""
        return any(form in folded for form in self.forms)


@dataclass(frozen=True)
class Query:
    """The parsed input. ``notes`` say in plain words what was left out and why."""

    words: tuple[Word, ...]
    excluded: tuple[Word, ...]
    notes: tuple[str, ...] = ()

    def matches(self, folded: str) -> bool:
        """Is the folded text a hit?"""
        return all(word.is_in(folded) for word in self.words) and not any(
            word.is_in(folded) for word in self.excluded
        )


def _split(text: str) -> list[str]:
    """Folded words of loose input: cut at punctuation, but not inside 2026-3-5, 3.5 or A-3."""
    out: list[str] = []
    for part in _INNER.split(text):
        words = fold(part).split(SEPARATOR)
        if out:
            out[-1] += SEPARATOR + words.pop(0)
        out += words
    return [word for word in out if word]


def _pieces(text: str) -> list[tuple[bool, str]]:
    """(excluded, folded word) in the order typed."""
    out: list[tuple[bool, str]] = []

    def loose(part: str) -> None:
        for found in _LOOSE.finditer(part):
            out.extend((bool(found["minus"]), word) for word in _split(found["word"]))

    end = 0
    for found in _QUOTED.finditer(text):
        loose(text[end : found.start()])
        phrase = fold(found["phrase"]).strip(SEPARATOR)
        if phrase:
            out.append((bool(found["minus"]), phrase))
        end = found.end()
    loose(text[end:])
    return out


def parse(text: str | None) -> Query:
    """Take the user's input apart; never raises, whatever was typed.

    Spaces and punctuation part words; "…" is one exact phrase; a leading - excludes. Input is cut at
    100 characters and 8 words, which ``notes`` tells.
    """
    text = (text or "").strip()
    notes: list[str] = []
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        notes.append(f"输入太长，只按前{MOST_CHARACTERS}个字查找。")
    pieces = list(dict.fromkeys(_pieces(text)))
    if len(pieces) > MOST_WORDS:
        pieces = pieces[:MOST_WORDS]
        notes.append(f"词太多，只按前{MOST_WORDS}个词查找。")
    words = tuple(Word(tuple(numerals.forms(word))) for minus, word in pieces if not minus)
    excluded = tuple(Word(tuple(numerals.forms(word))) for minus, word in pieces if minus)
    if text and not words:
        notes.append(
            "没有可以查找的字，请输入要找的词。"
            if not excluded
            else "请至少输入一个要找的词，减号后面的词只用来排除。"
        )
    return Query(words, excluded, tuple(notes))
