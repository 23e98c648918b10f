"""Characters and words typed twice.

Where one word ends and the next begins with the same character (工作作风, 发展展望) nothing is wrong; so a pair is only held to
be a slip when no word holds both and the best cutting into words is much more usual without one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from renda.kernel.proofreading.characters.language import Language
from renda.kernel.proofreading.characters.normal import is_han

NEVER_TWICE = "的和与及对为把被将从向由或但并也而于"
IN_TURN = "年月天家户县乡市"  # 年年, 家家: each one
DONE_LIGHTLY = "手腿嘴脚掌忙"  # 举举手, 跑跑腿, 帮帮忙: a verb doubled before its object
NUMERALS = "〇零一二三四五六七八九十百千万亿两"
GAIN_OF_SMALL_WORDS = 2.5
GAIN = 5.0  # logarithm of how much more usual the text must be without the repetition
USUAL = 50  # times a pair was counted, from which it is left alone
AROUND = 6


@dataclass(frozen=True)
class Repeated:
    """``text[start:end]`` is ``once`` written twice."""

    start: int
    end: int
    once: str


def repetitions(text: str, language: Language | None) -> Iterator[Repeated]:
    """Repetitions in normalised ``text``; without statistics only of words that never stand twice."""
    at = 0
    while at < len(text) - 1:
        found = _single(text, at, language) or (language and _word(text, at, language))
        if found:
            yield found
            at = found.end
        else:
            at += 1


def _single(text: str, at: int, language: Language | None) -> Repeated | None:
    character = text[at]
    if text[at + 1] != character or not is_han(character) or character in NUMERALS + IN_TURN:
        return None
    once = Repeated(at, at + 2, character)
    if language is None:
        plain = (
            character in NEVER_TWICE and text[at + 2 : at + 3] != character and text[at - 1 : at] != character
        )
        return once if plain and at and is_han(text[at - 1]) else None
    if _in_one_word(text, at + 1, language) or language.count(character * 2) > USUAL:
        return None
    if at and text[at - 1] in (character, "一") or text[at + 2 : at + 3] in ("长", character):
        return None  # 一座座; 国家禁毒署署长
    if character not in NEVER_TWICE and text[at + 2 : at + 3] in tuple(DONE_LIGHTLY):
        return None
    least = GAIN_OF_SMALL_WORDS if character in NEVER_TWICE else GAIN
    return once if _gain(text, at + 1, at + 2, language) >= least else None


def _word(text: str, at: int, language: Language) -> Repeated | None:
    word = text[at : at + 2]
    if len(word) < 2 or text[at + 2 : at + 4] != word or word not in language.words or word[0] == word[1]:
        return None
    if (
        word * 2 in language.words
        or language.count(word * 2)
        or any(c in NUMERALS or not is_han(c) for c in word)
    ):
        return None
    if any(text[at + 2 : at + size] in language.words for size in (5, 6)):
        return None
    return Repeated(at, at + 4, word) if _gain(text, at + 2, at + 4, language) >= GAIN else None


def _in_one_word(text: str, border: int, language: Language) -> bool:
    """Whether a word holds the characters on both sides of ``border``."""
    words = language.words
    return any(
        text[start : start + size] in words and start + size > border
        for size in (2, 3, 4)
        for start in range(max(0, border - size + 1), border)
    )


def _gain(text: str, start: int, end: int, language: Language) -> float:
    """How much more usual the text is without ``start`` to ``end``: little where two words meet (工作作风)."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    return language.cut(text[first:start] + text[end:last]) - language.cut(text[first:last])
