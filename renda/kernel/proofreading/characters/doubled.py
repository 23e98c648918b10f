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
BEFORE_A_WORD = "使让"  # 使使用: two words that meet
IN_TURN = "年月天家户县乡市种"  # 年年, 家家: each one
ENDS_A_NAME = "厂税局院所站校镇村区省国党部委团队班组处室科馆店社会"  # 编织厂厂房, 农业税税率: a name and a word that meet
MORE_AND_MORE, SO_AND_SO = "很越最真", ("如何", "怎样")
SYLLABLES = "斯"  # 吉尔吉斯斯坦
DONE_LIGHTLY = "手腿嘴脚掌忙"  # 举举手, 跑跑腿, 帮帮忙: a verb doubled before its object
NUMERALS = "〇零一二三四五六七八九十百千万亿两"
GAIN_OF_SMALL_WORDS = 2.5
GAIN_OF_WORDS = 6.2  # where the two are a word of their own (写写, 大大)
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
    if text[at + 1] != character or not is_han(character) or character in NUMERALS + IN_TURN + SYLLABLES:
        return None
    once = Repeated(at, at + 2, character)
    if language is None:
        plain = (
            character in NEVER_TWICE and text[at + 2 : at + 3] != character and text[at - 1 : at] != character
        )
        return once if plain and at and is_han(text[at - 1]) else None
    if _in_one_word(text, at + 1, language) or _usual_here(text, at, language):
        return None
    if at and text[at - 1] in (character, "一") or text[at + 2 : at + 3] in ("长", character):
        return None  # 一座座; 国家禁毒署署长
    if character not in NEVER_TWICE and text[at + 2 : at + 3] in tuple(DONE_LIGHTLY):
        return None
    least = GAIN_OF_SMALL_WORDS if character in NEVER_TWICE else GAIN
    left, right = _joined(text, at, language)
    if right and (left or character in BEFORE_A_WORD + ENDS_A_NAME):
        return None
    if character in NEVER_TWICE and (left or right):
        return None  # 目的的, 和和平
    if character * 2 in language.words:
        if not left and not right:
            return None
        least = GAIN_OF_WORDS
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
    if word[0] in MORE_AND_MORE or text[at + 4 : at + 5] == "地" or word in SO_AND_SO:
        return None  # 很小很小, 大口大口地
    return Repeated(at, at + 4, word) if _gain(text, at + 2, at + 4, language) >= GAIN else None


def _in_one_word(text: str, border: int, language: Language) -> bool:
    """Whether a word of three or four characters holds those on both sides of ``border``."""
    words = language.words
    return any(
        text[start : start + size] in words and start + size > border
        for size in (3, 4)
        for start in range(max(0, border - size + 1), border)
    )


def _usual_here(text: str, at: int, language: Language) -> bool:
    """Whether the pair was counted often and, where writing goes on, with the character that follows (工作作风)."""
    if language.count(text[at : at + 2]) <= USUAL:
        return False
    after = text[at + 2 : at + 3]
    return not after or not is_han(after) or language.count(text[at : at + 3]) > 0


def _joined(text: str, at: int, language: Language) -> tuple[bool, bool]:
    """Whether the first of the pair ends a word, and whether the second begins one: where both do, two words meet
    (加工工厂); where one does, the other character is left over (代表表提, 平平均)."""
    words = language.words
    left = any(text[start : at + 1] in words for start in range(max(0, at - 2), at))
    return left, any(text[at + 1 : end] in words for end in (at + 3, at + 4) if end <= len(text))


def _gain(text: str, start: int, end: int, language: Language) -> float:
    """How much more usual the text is without ``start`` to ``end``: little where two words meet (工作作风)."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    return language.cut(text[first:start] + text[end:last]) - language.cut(text[first:last])
